package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.port.RotationReason;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Stream rotator: replaces the streams of a conversation before the service ends them. The
 * successor stands by; it becomes active in silence, failing that at a pause of the candidate's
 * once the old stream has transcribed its part, at the age limit in any case. A failed stream is
 * replaced at once.
 */
final class StreamRotator implements ManagedStream.Listener {
    /** Time before its first use at which the successor is opened, µs. */
    private static final long OPEN_AHEAD_US = 5_000_000;

    /** Longest standby, µs: the service ends a stream without input after 55 s. */
    private static final long MAX_STANDBY_US = 40_000_000;

    /** Delay after the successor could not be opened, µs. */
    private static final long RETRY_US = 5_000_000;

    /** Pause within a turn that the model does not yet take for its end, µs. */
    private static final long PAUSE_US = 600_000;

    /** Time that the old stream has to transcribe what it heard, µs. */
    private static final long TRANSCRIPT_TIMEOUT_US = 1_000_000;

    /** Time to wait for further blocks of a turn's transcript, which come all at once, µs. */
    private static final long MORE_TRANSCRIPT_US = 100_000;

    private final Delegate delegate;
    private final SonicPort sonic;

    /** Creates the prompt writer of the n-th stream. */
    private final IntFunction<PromptWriter> promptWriters;

    private final ReplySender sender;
    private final RotationSchedule schedule;
    private final List<ManagedStream> closing = new ArrayList<>();

    private @Nullable ManagedStream current;
    private @Nullable ManagedStream next;

    /** Predecessor that is still generating its last reply. */
    private @Nullable ManagedStream speakingPredecessor;

    /** Predecessor that has generated its last reply, which may still be playing. */
    private @Nullable ManagedStream finishedPredecessor;

    private int opened;
    private long retryUs;
    private boolean awaitingTranscript;
    private long transcriptDueUs;
    private boolean transcribed;
    private boolean closed;

    /** Delegate of the rotator: receives the events of its streams and answers its questions. */
    interface Delegate {
        /** Returns the history that seeds the next stream. */
        List<History.Message> seed();

        void onConnecting(int attempt);

        void onRetry(int attempt, int delayMs);

        /**
         * Handles a stream that became active.
         *
         * @param reason why it became active
         */
        void onStreamActive(ManagedStream stream, RotationReason reason, long nowUs);

        void onEvent(ManagedStream stream, SonicOutput event, long nowUs);

        void onDemand(long nowUs);

        /**
         * Handles a failure of the active stream, or of its opening.
         *
         * @return whether the conversation continues
         */
        boolean onStreamLost(ManagedStream lost, StreamEnd end, long nowUs);

        /** Handles a failure of the standby stream. */
        void onStandbyLost(StreamEnd end);

        /** Returns whether both sides are silent and no reply is due. */
        boolean isQuiet(long nowUs);

        /**
         * Returns whether the candidate has paused for {@code forUs} µs while no reply is due or
         * playing.
         */
        boolean isPausing(long forUs, long nowUs);

        /** Handles a barge-in into a reply that no event of its stream has reported. */
        void onReplyInterrupted(ManagedStream speaker);

        /** Handles a failure of the predecessor in the midst of its last reply. */
        void onPredecessorReplyLost(long nowUs);

        /** Handles the end of the last stream, after {@link StreamRotator#close}. */
        void onStreamsClosed();
    }

    StreamRotator(
            Delegate delegate,
            SonicPort sonic,
            IntFunction<PromptWriter> promptWriters,
            ReplySender sender,
            RotationSchedule schedule) {
        this.delegate = delegate;
        this.sonic = sonic;
        this.promptWriters = promptWriters;
        this.sender = sender;
        this.schedule = schedule;
    }

    /** Opens the first stream. */
    void open(RetrySchedule retrySchedule) {
        current = openStream(retrySchedule);
    }

    /** Returns the stream to which audio and text may be sent now. */
    @Nullable ManagedStream activeStream() {
        return current != null && current.isActive() && !awaitingTranscript ? current : null;
    }

    /** Returns whether the current stream is active. */
    boolean isLive() {
        return current != null && current.isActive();
    }

    boolean isPredecessorSpeaking() {
        return speakingPredecessor != null;
    }

    /** Returns how many streams are open or opening. */
    int openCount() {
        return closing.size() + (current == null ? 0 : 1) + (next == null ? 0 : 1);
    }

    /**
     * Advances the streams and rotates if it is time.
     *
     * @param voiceUs when the candidate was last heard
     */
    void tick(long nowUs, long voiceUs) {
        finishPredecessor(nowUs);
        List.copyOf(closing).forEach(stream -> stream.tick(nowUs, voiceUs));
        if (current != null) {
            current.tick(nowUs, voiceUs);
        }
        if (current != null && current.isActive() && !closed) {
            rotate(current, nowUs);
        }
    }

    private void rotate(ManagedStream old, long nowUs) {
        long ageUs = nowUs - old.sinceUs();
        if (awaitingTranscript) {
            onTranscriptAwaited(old, nowUs);
        } else if (next == null && closing.isEmpty()) {
            if (ageUs >= schedule.preferAfter().toNanos() / 1_000 - OPEN_AHEAD_US
                    && nowUs >= retryUs) {
                next = openStream(RetrySchedule.REOPENING);
            }
        } else if (next != null && next.isStandby()) {
            rotateTo(next, ageUs, nowUs);
        }
    }

    private void rotateTo(ManagedStream ready, long ageUs, long nowUs) {
        boolean last = ageUs >= schedule.forceAfter().toNanos() / 1_000;
        boolean late = ageUs >= schedule.pauseAfter().toNanos() / 1_000;
        if (ageUs >= schedule.preferAfter().toNanos() / 1_000 && delegate.isQuiet(nowUs)) {
            promote(ready, RotationReason.IN_SILENCE, nowUs);
        } else if (last && sender.isReplying()) {
            promote(ready, RotationReason.FORCED, nowUs);
        } else if (last || (late && delegate.isPausing(PAUSE_US, nowUs))) {
            awaitTranscript(nowUs);
        } else if (nowUs - ready.openedUs() > MAX_STANDBY_US) {
            next = null;
            ready.close(false, nowUs);
        }
    }

    private void awaitTranscript(long nowUs) {
        awaitingTranscript = true;
        transcribed = false;
        transcriptDueUs = nowUs + TRANSCRIPT_TIMEOUT_US;
        if (current != null) {
            current.endAudio(nowUs);
        }
    }

    private void onTranscriptAwaited(ManagedStream old, long nowUs) {
        if (next == null) {
            old.abandon(new StreamEnd.Transient("no successor"), nowUs);
        } else if (nowUs >= transcriptDueUs) {
            awaitingTranscript = false;
            promote(next, transcribed ? RotationReason.MID_TURN : RotationReason.FORCED, nowUs);
        }
    }

    private void promote(ManagedStream ready, RotationReason reason, long nowUs) {
        ManagedStream old = current;
        current = ready;
        next = null;
        if (old != null) {
            speakingPredecessor = sender.isReplying() ? old : null;
            finishedPredecessor = null;
            closing.add(old);
            old.close(speakingPredecessor != null, nowUs);
        }
        activate(ready, reason, nowUs);
    }

    private void activate(ManagedStream stream, RotationReason reason, long nowUs) {
        stream.activate(delegate.seed(), nowUs);
        delegate.onStreamActive(stream, reason, nowUs);
    }

    @Override
    public void onConnecting(ManagedStream stream, int attempt) {
        if (stream == current) {
            delegate.onConnecting(attempt);
        }
    }

    @Override
    public void onRetry(ManagedStream stream, int attempt, int delayMs) {
        if (stream == current) {
            delegate.onRetry(attempt, delayMs);
        }
    }

    @Override
    public void onOpened(ManagedStream stream, long nowUs) {
        if (stream == current) {
            activate(stream, RotationReason.AFTER_LOSS, nowUs);
        }
    }

    @Override
    public void onEvent(ManagedStream from, SonicOutput event, long nowUs) {
        if (closed) {
            return;
        }
        boolean words = event instanceof SonicOutput.Text text && text.role() == Role.USER;
        if (from == current) {
            if (awaitingTranscript && words) {
                transcribed = true;
                transcriptDueUs = Math.min(transcriptDueUs, nowUs + MORE_TRANSCRIPT_US);
            }
            if (words || event instanceof SonicOutput.AudioStart) {
                stopPredecessor(words, nowUs);
            }
            if (words || event instanceof SonicOutput.Usage || !awaitingTranscript) {
                delegate.onEvent(from, event, nowUs);
            }
        } else if (from == speakingPredecessor || event instanceof SonicOutput.Usage) {
            delegate.onEvent(from, event, nowUs);
            finishPredecessor(nowUs);
        } else if (from == finishedPredecessor && event.isInterruption()) {
            stopPredecessor(true, nowUs);
        }
    }

    /** Lets the predecessor close if its last reply has ended. */
    private void finishPredecessor(long nowUs) {
        if (speakingPredecessor != null && !sender.isReplying()) {
            finishedPredecessor = speakingPredecessor;
            speakingPredecessor = null;
            finishedPredecessor.stopReply(nowUs);
        }
    }

    /** Interrupts the reply in progress, of whichever stream. */
    void interruptReply(long nowUs) {
        boolean isOfPredecessor = speakingPredecessor != null || finishedPredecessor != null;
        if (!isOfPredecessor && current != null) {
            delegate.onReplyInterrupted(current);
        }
        stopPredecessor(true, nowUs);
    }

    /**
     * Stops the predecessor's last reply: the candidate has spoken into it, or the current stream
     * begins another.
     */
    private void stopPredecessor(boolean spokenInto, long nowUs) {
        if (speakingPredecessor != null) {
            delegate.onReplyInterrupted(speakingPredecessor);
            speakingPredecessor.stopReply(nowUs);
        } else if (finishedPredecessor != null && spokenInto && !sender.isSilent(nowUs)) {
            delegate.onReplyInterrupted(finishedPredecessor);
        }
        speakingPredecessor = null;
        finishedPredecessor = null;
    }

    @Override
    public void onDemand(ManagedStream stream, long nowUs) {
        if (stream == activeStream()) {
            delegate.onDemand(nowUs);
        }
    }

    @Override
    public void onEnd(ManagedStream stream, StreamEnd end, long nowUs) {
        closing.remove(stream);
        if (stream == next) {
            next = null;
            retryUs = nowUs + RETRY_US;
            delegate.onStandbyLost(end);
        } else if (stream == current) {
            current = null;
            replace(stream, end, nowUs);
        } else if (stream == speakingPredecessor) {
            speakingPredecessor = null;
            delegate.onPredecessorReplyLost(nowUs);
        }
        if (closed && openCount() == 0) {
            delegate.onStreamsClosed();
        }
    }

    private void replace(ManagedStream lost, StreamEnd end, long nowUs) {
        awaitingTranscript = false;
        if (closed || !delegate.onStreamLost(lost, end, nowUs)) {
            return;
        }
        if (next != null && next.isStandby()) {
            promote(next, RotationReason.AFTER_LOSS, nowUs);
        } else if (next != null) {
            current = next;
            next = null;
            delegate.onConnecting(1);
        } else {
            open(RetrySchedule.REOPENING);
        }
    }

    /** Cancels all streams without callbacks. */
    void cancel() {
        closed = true;
        List<ManagedStream> all = all();
        closing.clear();
        current = null;
        next = null;
        all.forEach(ManagedStream::cancel);
    }

    private List<ManagedStream> all() {
        List<ManagedStream> all = new ArrayList<>(closing);
        if (current != null) {
            all.add(current);
        }
        if (next != null) {
            all.add(next);
        }
        return all;
    }

    /** Closes all streams; the delegate is notified when the last has ended. */
    void close(long nowUs) {
        closed = true;
        List<ManagedStream> all = all();
        closing.clear();
        closing.addAll(all);
        current = null;
        next = null;
        if (all.isEmpty()) {
            delegate.onStreamsClosed();
        }
        for (ManagedStream stream : all) {
            stream.close(false, nowUs);
            stream.stopReply(nowUs);
        }
    }

    private ManagedStream openStream(RetrySchedule retrySchedule) {
        opened++;
        ManagedStream stream = new ManagedStream(this, sender, promptWriters.apply(opened));
        stream.open(sonic, retrySchedule);
        return stream;
    }
}
