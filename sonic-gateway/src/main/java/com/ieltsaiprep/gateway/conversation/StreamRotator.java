package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.SonicPort.RetrySchedule;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The streams of a conversation, one after another: the one that listens, the next, which stands by
 * before the service ends the first, and those that are asked to leave. A stream gives way when
 * nobody speaks; failing that, at a pause of the candidate's, once it has written down what it
 * heard; at the latest whatever happens. A stream that fails is replaced at once.
 */
final class StreamRotator implements ManagedStream.Listener {
    /** How long before it may be needed the next stream is opened. */
    private static final long HEAD_START_US = 5_000_000;

    /** The service ends a stream without input after 55 s. */
    private static final long LONGEST_STAND_BY_US = 40_000_000;

    /** After the next stream could not be opened. */
    private static final long RETRY_US = 5_000_000;

    /** A pause within a turn, which the model does not yet take for its end. */
    private static final long PAUSE_US = 600_000;

    /** How long a stream has to write down what it heard. */
    private static final long WORDS_US = 1_000_000;

    /** The words of a turn come in blocks, all at once. */
    private static final long MORE_WORDS_US = 100_000;

    private final Delegate owner;
    private final SonicPort sonic;
    private final PromptWriters promptWriters;
    private final ReplySender sender;
    private final RotationSchedule schedule;
    private final List<ManagedStream> leaving = new ArrayList<>();

    private @Nullable ManagedStream current;
    private @Nullable ManagedStream next;

    /** Whose words are heard: the stream before the current one while it ends its reply. */
    private @Nullable ManagedStream speaker;

    /** Whose reply is made, but may still be sounding: the stream before the current one. */
    private @Nullable ManagedStream spoken;

    private int opened;
    private long retryUs;
    private boolean awaitingWords;
    private long wordsDueUs;
    private boolean wordsCame;
    private boolean over;

    /** Makes the script of the n-th stream. */
    interface PromptWriters {
        PromptWriter of(int stream);
    }

    /** Whose streams they are. */
    interface Delegate {
        /** What a stream is seeded with. */
        List<History.Message> seed();

        void onConnecting(int attempt);

        void onRetry(int attempt, int delayMs);

        /**
         * A stream listens from now on.
         *
         * @param reason why it took over
         */
        void onListening(ManagedStream stream, RotationReason reason, long nowUs);

        void onEvent(ManagedStream stream, SonicOutput event, long nowUs);

        void onDemand(long nowUs);

        /**
         * The current stream failed, or could not be opened.
         *
         * @return whether the conversation goes on
         */
        boolean onLost(ManagedStream lost, StreamEnd end, long nowUs);

        /** A stream that was not the current one failed. */
        void onSpareLost(StreamEnd end);

        /** Nobody speaks, nothing is owed. */
        boolean quiet(long nowUs);

        /** The candidate pauses for so long, µs, and Maya is silent and owes nothing. */
        boolean pausing(long forUs, long nowUs);

        /** The candidate has spoken into a reply that the stream before was ending. */
        void onSpokenInto(ManagedStream speaker);

        /** The stream before has failed in the midst of the reply that it was ending. */
        void onReplyCut(long nowUs);

        /** The last stream has ended, after {@link StreamRotator#leave}. */
        void onAllEnded();
    }

    StreamRotator(
            Delegate owner,
            SonicPort sonic,
            PromptWriters promptWriters,
            ReplySender sender,
            RotationSchedule schedule) {
        this.owner = owner;
        this.sonic = sonic;
        this.promptWriters = promptWriters;
        this.sender = sender;
        this.schedule = schedule;
    }

    /** Opens the first stream. */
    void open(RetrySchedule retrySchedule) {
        current = opening(retrySchedule);
    }

    /** The stream to which audio and text may be sent now. */
    @Nullable ManagedStream listening() {
        return current != null && current.listening() && !awaitingWords ? current : null;
    }

    /** Whether the conversation has a stream that listens. */
    boolean live() {
        return current != null && current.listening();
    }

    /** Whether the stream before the current one still ends its reply. */
    boolean predecessorSpeaks() {
        return speaker != null;
    }

    /** How many streams are open or opening. */
    int count() {
        return leaving.size() + (current == null ? 0 : 1) + (next == null ? 0 : 1);
    }

    /**
     * Time passes.
     *
     * @param voiceUs when the candidate was last heard
     */
    void tick(long nowUs, long voiceUs) {
        List.copyOf(leaving).forEach(stream -> stream.tick(nowUs, voiceUs));
        if (current != null) {
            current.tick(nowUs, voiceUs);
        }
        if (current != null && current.listening() && !over) {
            rotate(current, nowUs);
        }
    }

    private void rotate(ManagedStream old, long nowUs) {
        long ageUs = nowUs - old.sinceUs();
        if (awaitingWords) {
            passOn(old, nowUs);
        } else if (next == null && leaving.isEmpty()) {
            if (ageUs >= schedule.preferAfter().toNanos() / 1_000 - HEAD_START_US
                    && nowUs >= retryUs) {
                next = opening(RetrySchedule.REOPENING);
            }
        } else if (next != null && next.standingBy()) {
            rotateTo(next, ageUs, nowUs);
        }
    }

    private void rotateTo(ManagedStream ready, long ageUs, long nowUs) {
        boolean last = ageUs >= schedule.forceAfter().toNanos() / 1_000;
        boolean late = ageUs >= schedule.pauseAfter().toNanos() / 1_000;
        if (ageUs >= schedule.preferAfter().toNanos() / 1_000 && owner.quiet(nowUs)) {
            promote(ready, RotationReason.IN_SILENCE, nowUs);
        } else if (last && sender.replying()) {
            promote(ready, RotationReason.FORCED, nowUs);
        } else if (last || (late && owner.pausing(PAUSE_US, nowUs))) {
            awaitWords(nowUs);
        } else if (nowUs - ready.openedUs() > LONGEST_STAND_BY_US) {
            next = null;
            ready.leave(false, nowUs);
        }
    }

    private void awaitWords(long nowUs) {
        awaitingWords = true;
        wordsCame = false;
        wordsDueUs = nowUs + WORDS_US;
        if (current != null) {
            current.endAudio(nowUs);
        }
    }

    private void passOn(ManagedStream old, long nowUs) {
        if (next == null) {
            old.abandon(new StreamEnd.Transient("no successor"), nowUs);
        } else if (nowUs >= wordsDueUs) {
            awaitingWords = false;
            promote(next, wordsCame ? RotationReason.MID_TURN : RotationReason.FORCED, nowUs);
        }
    }

    private void promote(ManagedStream ready, RotationReason reason, long nowUs) {
        ManagedStream old = current;
        current = ready;
        next = null;
        if (old != null) {
            speaker = sender.replying() ? old : null;
            spoken = null;
            leaving.add(old);
            old.leave(speaker != null, nowUs);
        }
        listen(ready, reason, nowUs);
    }

    private void listen(ManagedStream stream, RotationReason reason, long nowUs) {
        stream.listen(owner.seed(), nowUs);
        owner.onListening(stream, reason, nowUs);
    }

    @Override
    public void onConnecting(ManagedStream stream, int attempt) {
        if (stream == current) {
            owner.onConnecting(attempt);
        }
    }

    @Override
    public void onRetry(ManagedStream stream, int attempt, int delayMs) {
        if (stream == current) {
            owner.onRetry(attempt, delayMs);
        }
    }

    @Override
    public void onOpened(ManagedStream stream, long nowUs) {
        if (stream == current) {
            listen(stream, RotationReason.AFTER_LOSS, nowUs);
        }
    }

    @Override
    public void onEvent(ManagedStream from, SonicOutput event, long nowUs) {
        if (over) {
            return;
        }
        boolean words = event instanceof SonicOutput.Text text && text.role() == Role.USER;
        if (from == current) {
            if (awaitingWords && words) {
                wordsCame = true;
                wordsDueUs = Math.min(wordsDueUs, nowUs + MORE_WORDS_US);
            }
            if (words || event instanceof SonicOutput.AudioStart) {
                silencePredecessor(words, nowUs);
            }
            if (words || event instanceof SonicOutput.Usage || !awaitingWords) {
                owner.onEvent(from, event, nowUs);
            }
        } else if (from == speaker || event instanceof SonicOutput.Usage) {
            owner.onEvent(from, event, nowUs);
            if (from == speaker && !sender.replying()) {
                speaker = null;
                spoken = from;
                from.stopSpeaking(nowUs);
            }
        } else if (from == spoken && event.isInterruption()) {
            silencePredecessor(true, nowUs);
        }
    }

    /**
     * The candidate has spoken into the reply that the stream before was ending, or the current
     * stream begins another.
     */
    private void silencePredecessor(boolean spokenInto, long nowUs) {
        if (speaker != null) {
            owner.onSpokenInto(speaker);
            speaker.stopSpeaking(nowUs);
        } else if (spoken != null && spokenInto && !sender.silent(nowUs)) {
            owner.onSpokenInto(spoken);
        }
        speaker = null;
        spoken = null;
    }

    @Override
    public void onDemand(ManagedStream stream, long nowUs) {
        if (stream == listening()) {
            owner.onDemand(nowUs);
        }
    }

    @Override
    public void onEnd(ManagedStream stream, StreamEnd end, long nowUs) {
        leaving.remove(stream);
        if (stream == next) {
            next = null;
            retryUs = nowUs + RETRY_US;
            owner.onSpareLost(end);
        } else if (stream == current) {
            current = null;
            replace(stream, end, nowUs);
        } else if (stream == speaker) {
            speaker = null;
            owner.onReplyCut(nowUs);
        }
        if (over && count() == 0) {
            owner.onAllEnded();
        }
    }

    private void replace(ManagedStream lost, StreamEnd end, long nowUs) {
        awaitingWords = false;
        if (over || !owner.onLost(lost, end, nowUs)) {
            return;
        }
        if (next != null && next.standingBy()) {
            promote(next, RotationReason.AFTER_LOSS, nowUs);
        } else if (next != null) {
            current = next;
            next = null;
            owner.onConnecting(1);
        } else {
            open(RetrySchedule.REOPENING);
        }
    }

    /** Gives all streams up without a word to the owner. */
    void cancel() {
        over = true;
        List<ManagedStream> all = all();
        leaving.clear();
        current = null;
        next = null;
        all.forEach(ManagedStream::cancel);
    }

    private List<ManagedStream> all() {
        List<ManagedStream> all = new ArrayList<>(leaving);
        if (current != null) {
            all.add(current);
        }
        if (next != null) {
            all.add(next);
        }
        return all;
    }

    /** Lets all streams go; the owner is told when the last has ended. */
    void leave(long nowUs) {
        over = true;
        List<ManagedStream> all = all();
        leaving.clear();
        leaving.addAll(all);
        current = null;
        next = null;
        if (all.isEmpty()) {
            owner.onAllEnded();
        }
        for (ManagedStream stream : all) {
            stream.leave(false, nowUs);
            stream.stopSpeaking(nowUs);
        }
    }

    private ManagedStream opening(RetrySchedule retrySchedule) {
        opened++;
        ManagedStream stream = new ManagedStream(this, sender, promptWriters.of(opened));
        stream.open(sonic, retrySchedule);
        return stream;
    }
}
