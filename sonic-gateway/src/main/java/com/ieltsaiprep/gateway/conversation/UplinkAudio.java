package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.audio.UplinkBuffer;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The candidate's voice on its way to the model: buffered against jitter, replaced by silence while
 * muted or gone quiet (the service ends a stream without input after 55 s), acknowledged, and its
 * losses told. What a stream was given and has not answered is given to the stream that follows it.
 */
final class UplinkAudio {
    private static final long TELL_EVERY_US = 200_000;

    /** A frame this soon after the last waits for the next tick and goes with others. */
    private static final long JOIN_US = 15_000;

    private static final int MOST_JOINED_BYTES = 100 * AudioFrame.UPLINK_BYTES_PER_MS;

    /** Silence sooner than this would make Maya answer into a network stall. */
    private static final long SILENCE_AFTER_US = 5_000_000;

    /** Nor while the client is away and may come back with the rest of the sentence. */
    private static final long SILENCE_AFTER_AWAY_US = 20_000_000;

    /** The most that is given again, ms; less if so much waits that memory is short. */
    private static final int MAX_REPLAY_MS = 10_000;

    private static final int MAX_HELD_MS = 14_000;

    /** As the buffer catches up after a stall. */
    private static final int REPLAY_RATE = 4;

    private static final byte[] NOTHING = new byte[0];
    private static final long SILENCE_US = 20_000;
    private static final byte[] SILENCE = new byte[20 * AudioFrame.UPLINK_BYTES_PER_MS];

    private final UplinkBuffer buffer = new UplinkBuffer(AudioFrame.UPLINK_HZ);
    private final UnansweredSpeech unanswered = new UnansweredSpeech();
    private final ArrayDeque<UplinkBuffer.Frame> again = new ArrayDeque<>();
    private final ClientPort client;
    private final ConversationObserver observer;
    private boolean muted;
    private boolean away;
    private boolean skipping;
    private boolean started;
    private int acknowledged = -1;
    private long toldUs;
    private long fedUntilUs;
    private long replayedUs;

    UplinkAudio(ClientPort client, ConversationObserver observer) {
        this.client = client;
        this.observer = observer;
    }

    void add(AudioFrame.Uplink frame, long nowUs) {
        started = true;
        if (skipping) {
            buffer.skip(frame.sequence(), frame.pcm().length);
            return;
        }
        buffer.add(frame.sequence(), frame.captureMs(), frame.pcm(), nowUs);
        unanswered.trim(ringMs());
        while (againMs() > ringMs()) {
            again.remove();
        }
    }

    private int againMs() {
        return again.stream().mapToInt(UplinkBuffer.Frame::ms).sum();
    }

    void mute(boolean muted) {
        this.muted = muted;
    }

    /** What was said before Maya asks again would only interrupt her. */
    void skipUntilAnswered(boolean skipping) {
        this.skipping = skipping;
    }

    void tolerate(boolean on) {
        buffer.tolerate(on);
    }

    /** The client is away, or back. */
    void away(boolean away) {
        this.away = away;
    }

    /**
     * A new stream begins to listen.
     *
     * @param replay whether it is given again what the last one has not answered; otherwise that is
     *     settled
     */
    void onStreamOpen(boolean replay, long nowUs) {
        fedUntilUs = nowUs;
        replayedUs = nowUs;
        again.clear();
        unanswered.waitAnew();
        if (replay) {
            again.addAll(unanswered.audio());
        } else {
            unanswered.settle();
        }
    }

    /** Hands what is due to the stream, as far as it takes it. */
    void feed(SonicStream stream, Consumer<byte[]> send, long nowUs) {
        replay(stream, send, nowUs);
        while (again.isEmpty() && stream.demand() > 0) {
            byte[] pcm = takeDue(nowUs);
            if (pcm.length == 0) {
                break;
            }
            send.accept(pcm);
            fedUntilUs = nowUs;
        }
        if (again.isEmpty() && buffer.isEmpty() && stream.demand() > 0) {
            feedSilence(send, nowUs);
        }
    }

    private void replay(SonicStream stream, Consumer<byte[]> send, long nowUs) {
        while (!again.isEmpty() && stream.demand() > 0 && replayedUs <= nowUs) {
            UplinkBuffer.Frame frame = again.remove();
            replayedUs += frame.ms() * 1_000L / REPLAY_RATE;
            send.accept(frame.pcm());
            fedUntilUs = nowUs;
        }
    }

    /** Frames that are due together go as one event: each costs a signature. */
    private byte[] takeDue(long nowUs) {
        byte[] first = takeOne(nowUs);
        byte[] next = first.length == 0 ? first : takeOne(nowUs);
        if (next.length == 0) {
            return first;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(MOST_JOINED_BYTES);
        joined.writeBytes(first);
        while (next.length > 0) {
            joined.writeBytes(next);
            next = joined.size() < MOST_JOINED_BYTES ? takeOne(nowUs) : NOTHING;
        }
        return joined.toByteArray();
    }

    private byte[] takeOne(long nowUs) {
        UplinkBuffer.Frame frame = buffer.poll(nowUs);
        if (frame == null) {
            return NOTHING;
        }
        unanswered.given(frame, ringMs(), nowUs);
        return frame.pcm();
    }

    private int ringMs() {
        int waitingMs = buffer.heldBytes() / AudioFrame.UPLINK_BYTES_PER_MS;
        return Math.clamp(MAX_HELD_MS - waitingMs, 0, MAX_REPLAY_MS);
    }

    /** A piece each 20 ms, in real time, since the model counts a pause by its audio. */
    private void feedSilence(Consumer<byte[]> send, long nowUs) {
        long afterUs = muted ? SILENCE_US : away ? SILENCE_AFTER_AWAY_US : SILENCE_AFTER_US;
        if (nowUs - fedUntilUs >= afterUs) {
            send.accept(SILENCE);
            fedUntilUs = Math.max(fedUntilUs + SILENCE_US, nowUs - afterUs);
        }
    }

    void tick(long nowUs) {
        buffer.expire(nowUs);
        if (nowUs - toldUs >= TELL_EVERY_US && !away) {
            toldUs = nowUs;
            report();
        }
    }

    /** Tells the client what was lost and what it may forget, if that is news. */
    void report() {
        UplinkBuffer.Losses losses = buffer.takeLosses();
        tell(LossReason.SILENCE_SKIPPED, losses.silentFrames(), losses.silentMs());
        tell(LossReason.TOO_OLD, losses.oldFrames(), losses.oldMs());
        int settled = buffer.settledSequence();
        if (started && settled != acknowledged) {
            acknowledged = settled;
            client.send(new ServerMessage.Ack(settled));
        }
    }

    /**
     * The client came back over another connection, and sends again what it has not seen settled.
     */
    void onReattached() {
        away = false;
        acknowledged = -1;
        buffer.onReattached();
    }

    /** What the model has not answered. */
    UnansweredSpeech unanswered() {
        return unanswered;
    }

    /** Whether nothing waits and the candidate has been silent for so long, µs. */
    boolean pausing(long forUs, long nowUs) {
        return again.isEmpty() && buffer.isEmpty() && nowUs - unanswered.voiceUs() >= forUs;
    }

    /** Whether the candidate is silent, and the model owes nothing for what they said. */
    boolean quiet(long nowUs) {
        return again.isEmpty() && unanswered.quiet(nowUs);
    }

    /** Whether the next frame need not wait for others. */
    boolean fedLongAgo(long nowUs) {
        return nowUs - fedUntilUs >= JOIN_US;
    }

    /** How much later than at best frames arrived lately, ms. */
    int delayMs() {
        return buffer.delayMs();
    }

    int heldBytes() {
        return buffer.heldBytes() + unanswered.heldBytes();
    }

    private void tell(LossReason reason, int frames, int audioMs) {
        if (frames > 0) {
            observer.onMicrophoneLoss(reason, frames);
            client.send(new ServerMessage.Lost(reason, frames, audioMs));
        }
    }
}
