package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.audio.UplinkBuffer;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;

import java.util.function.Consumer;

/**
 * The candidate's voice on its way to the model: buffered against jitter, replaced by silence while
 * muted or gone quiet (the service ends a stream without input after 55 s), acknowledged, and its
 * losses told.
 */
final class Microphone {
    private static final long ACK_EVERY_US = 200_000;

    /** Silence sooner than this would make Maya answer into a network stall. */
    private static final long SILENCE_AFTER_US = 5_000_000;

    /** Shorter voice may have been a cough. */
    private static final int WORDS_MS = 1_000;

    private static final long IGNORED_US = 30_000_000;

    private static final long SILENCE_US = 20_000;
    private static final byte[] SILENCE = new byte[20 * AudioFrame.UPLINK_BYTES_PER_MS];

    private final UplinkBuffer buffer = new UplinkBuffer(AudioFrame.UPLINK_HZ);
    private final ClientPort client;
    private final ConversationObserver observer;
    private boolean muted;
    private boolean started;
    private int acknowledged = -1;
    private long acknowledgedUs;
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
            UplinkBuffer.Frame frame = buffer.poll(nowUs);
            if (frame == null) {
                break;
            }
            send.accept(frame.pcm());
            fedUntilUs = nowUs;
            if (frame.voice()) {
                unansweredMs += frame.ms();
                voiceUs = nowUs;
            }
        }
        if (buffer.isEmpty() && stream.demand() > 0) {
            feedSilence(send, nowUs);
        }
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
        UplinkBuffer.Losses losses = buffer.takeLosses();
        tell(LossReason.SILENCE_SKIPPED, losses.silentFrames(), losses.silentMs());
        tell(LossReason.TOO_OLD, losses.oldFrames(), losses.oldMs());
        if (nowUs - acknowledgedUs >= ACK_EVERY_US) {
            acknowledge(nowUs);
        }
    }

    /** Tells the client what it may forget, if that is news. */
    void acknowledge(long nowUs) {
        int settled = buffer.settledSequence();
        if (started && settled != acknowledged) {
            acknowledged = settled;
            acknowledgedUs = nowUs;
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
        return unanswered() && nowUs - voiceUs > IGNORED_US;
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
