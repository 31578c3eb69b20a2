package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.audio.UplinkBuffer;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * The candidate's voice on its way to the model: buffered against jitter, replaced by silence while
 * muted or gone quiet (the service ends a stream without input after 55 s), acknowledged, and its
 * losses told.
 */
final class Microphone {
    private static final long TELL_EVERY_US = 200_000;

    /** A frame this soon after the last waits for the next tick and goes with others. */
    private static final long JOIN_US = 15_000;

    private static final int MOST_JOINED_BYTES = 100 * AudioFrame.UPLINK_BYTES_PER_MS;

    /** Silence sooner than this would make Maya answer into a network stall. */
    private static final long SILENCE_AFTER_US = 5_000_000;

    /** Shorter voice may have been a cough. */
    private static final int WORDS_MS = 1_000;

    /** This much was no cough: the model must have heard it. */
    private static final int ANSWER_MS = 3_000;

    private static final long IGNORED_US = 30_000_000;

    private static final byte[] NOTHING = new byte[0];
    private static final long SILENCE_US = 20_000;
    private static final byte[] SILENCE = new byte[20 * AudioFrame.UPLINK_BYTES_PER_MS];

    private final UplinkBuffer buffer = new UplinkBuffer(AudioFrame.UPLINK_HZ);
    private final ClientPort client;
    private final ConversationObserver observer;
    private boolean muted;
    private boolean started;
    private int acknowledged = -1;
    private long toldUs;
    private long fedUntilUs;
    private int unansweredMs;
    private long voiceUs;

    Microphone(ClientPort client, ConversationObserver observer) {
        this.client = client;
        this.observer = observer;
    }

    void add(AudioFrame.Uplink frame, long nowUs) {
        started = true;
        buffer.add(frame.sequence(), frame.captureMs(), frame.pcm(), nowUs);
    }

    void mute(boolean muted) {
        this.muted = muted;
    }

    /** A new stream begins to listen. */
    void onStreamOpen(long nowUs) {
        fedUntilUs = nowUs;
    }

    /** Hands what is due to the stream, as far as it takes it. */
    void feed(SonicStream stream, Consumer<byte[]> send, long nowUs) {
        while (stream.demand() > 0) {
            byte[] pcm = takeDue(nowUs);
            if (pcm.length == 0) {
                break;
            }
            send.accept(pcm);
            fedUntilUs = nowUs;
        }
        if (buffer.isEmpty() && stream.demand() > 0) {
            feedSilence(send, nowUs);
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
        if (frame.voice()) {
            unansweredMs += frame.ms();
            voiceUs = nowUs;
        }
        return frame.pcm();
    }

    /** A piece each 20 ms, in real time, since the model counts a pause by its audio. */
    private void feedSilence(Consumer<byte[]> send, long nowUs) {
        long afterUs = muted ? SILENCE_US : SILENCE_AFTER_US;
        if (nowUs - fedUntilUs >= afterUs) {
            send.accept(SILENCE);
            fedUntilUs = Math.max(fedUntilUs + SILENCE_US, nowUs - afterUs);
        }
    }

    void tick(long nowUs) {
        buffer.expire(nowUs);
        if (nowUs - toldUs >= TELL_EVERY_US) {
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

    /** Maya has heard the candidate out, or speaks. */
    void onAnswered() {
        unansweredMs = 0;
    }

    /** Whether the model was given words that it has shown no sign of having heard. */
    boolean unanswered() {
        return unansweredMs >= WORDS_MS;
    }

    /** Whether it has had more than time enough to answer them. */
    boolean ignored(long nowUs) {
        return unansweredMs >= ANSWER_MS && nowUs - voiceUs > IGNORED_US;
    }

    /** When the model was last given voice, µs. */
    long voiceUs() {
        return voiceUs;
    }

    /** Whether the next frame need not wait for others. */
    boolean fedLongAgo(long nowUs) {
        return nowUs - fedUntilUs >= JOIN_US;
    }

    int heldBytes() {
        return buffer.heldBytes();
    }

    private void tell(LossReason reason, int frames, int audioMs) {
        if (frames > 0) {
            observer.microphoneLost(reason, frames);
            client.send(new ServerMessage.Lost(reason, frames, audioMs));
        }
    }
}
