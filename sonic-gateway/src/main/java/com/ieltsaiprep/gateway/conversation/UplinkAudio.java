package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.audio.UplinkBuffer;
import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Uplink audio: the candidate's microphone on its way to the model. Passes frames through the
 * jitter buffer, acknowledges them and reports losses. Sends silence as keep-alive while the
 * microphone is muted or stalled (the service ends a stream without input after 55 s). Replays
 * unanswered audio to the next stream.
 */
final class UplinkAudio {
    private static final long REPORT_INTERVAL_US = 200_000;

    /**
     * Time since the last event below which a frame waits for the next tick, to share an event, µs.
     */
    private static final long COALESCE_US = 15_000;

    private static final int MAX_JOINED_BYTES = 100 * AudioFrame.UPLINK_BYTES_PER_MS;

    /** Stall after which silence is sent; sooner, Maya would answer into a network stall, µs. */
    private static final long SILENCE_AFTER_US = 5_000_000;

    /**
     * Stall after which silence is sent to a disconnected client's stream, µs. The client may
     * return with the rest of the sentence.
     */
    private static final long SILENCE_AFTER_DISCONNECT_US = 20_000_000;

    /** Most audio that is replayed, ms; less if so much is buffered that memory is short. */
    private static final int MAX_REPLAY_MS = 10_000;

    private static final int MAX_HELD_MS = 14_000;

    /** Speed of a replay, relative to real time; equal to the jitter buffer's catch-up rate. */
    private static final int REPLAY_RATE = 4;

    private static final byte[] NOTHING = new byte[0];
    private static final long SILENCE_US = 20_000;
    private static final byte[] SILENCE = new byte[20 * AudioFrame.UPLINK_BYTES_PER_MS];

    private final UplinkBuffer buffer = new UplinkBuffer(AudioFrame.UPLINK_HZ);
    private final UnansweredSpeech unanswered = new UnansweredSpeech();
    private final ArrayDeque<UplinkBuffer.Frame> replayQueue = new ArrayDeque<>();
    private final ClientPort client;
    private final ConversationObserver observer;
    private boolean muted;
    private boolean disconnected;
    private boolean dropping;
    private boolean started;
    private int acknowledged = -1;
    private long reportedUs;
    private long sentUs;
    private long replayedUs;

    UplinkAudio(ClientPort client, ConversationObserver observer) {
        this.client = client;
        this.observer = observer;
    }

    void add(AudioFrame.Uplink frame, long nowUs) {
        started = true;
        if (dropping) {
            buffer.skip(frame.sequence(), frame.pcm().length);
            return;
        }
        buffer.add(frame.sequence(), frame.captureMs(), frame.pcm(), nowUs);
        unanswered.trim(replayCapacityMs());
        while (replayMs() > replayCapacityMs()) {
            replayQueue.remove();
        }
    }

    private int replayMs() {
        return replayQueue.stream().mapToInt(UplinkBuffer.Frame::ms).sum();
    }

    void setMuted(boolean muted) {
        this.muted = muted;
    }

    /**
     * Drops microphone audio until Maya speaks: words from before her repeated question would only
     * interrupt her.
     */
    void dropUntilAnswered(boolean dropping) {
        this.dropping = dropping;
    }

    void setLagTolerance(boolean on) {
        buffer.setLagTolerance(on);
    }

    void setDisconnected(boolean disconnected) {
        this.disconnected = disconnected;
    }

    /**
     * Prepares for a new active stream.
     *
     * @param replay whether unanswered audio is replayed to it; otherwise that audio is discarded
     */
    void onStreamOpen(boolean replay, long nowUs) {
        sentUs = nowUs;
        replayedUs = nowUs;
        replayQueue.clear();
        unanswered.restartTimeout();
        if (replay) {
            replayQueue.addAll(unanswered.audio());
        } else {
            unanswered.clear();
        }
    }

    /** Sends audio that is due, as far as the stream has demand (backpressure). */
    void feed(SonicStream stream, Consumer<byte[]> send, long nowUs) {
        replay(stream, send, nowUs);
        while (replayQueue.isEmpty() && stream.demand() > 0) {
            byte[] pcm = takeDue(nowUs);
            if (pcm.length == 0) {
                break;
            }
            send.accept(pcm);
            sentUs = nowUs;
        }
        if (replayQueue.isEmpty() && buffer.isEmpty() && stream.demand() > 0) {
            feedSilence(send, nowUs);
        }
    }

    private void replay(SonicStream stream, Consumer<byte[]> send, long nowUs) {
        while (!replayQueue.isEmpty() && stream.demand() > 0 && replayedUs <= nowUs) {
            UplinkBuffer.Frame frame = replayQueue.remove();
            replayedUs += frame.ms() * 1_000L / REPLAY_RATE;
            send.accept(frame.pcm());
            sentUs = nowUs;
        }
    }

    /** Joins frames that are due together into one event, because each event costs a signature. */
    private byte[] takeDue(long nowUs) {
        byte[] first = takeOne(nowUs);
        byte[] next = first.length == 0 ? first : takeOne(nowUs);
        if (next.length == 0) {
            return first;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(MAX_JOINED_BYTES);
        joined.writeBytes(first);
        while (next.length > 0) {
            joined.writeBytes(next);
            next = joined.size() < MAX_JOINED_BYTES ? takeOne(nowUs) : NOTHING;
        }
        return joined.toByteArray();
    }

    private byte[] takeOne(long nowUs) {
        UplinkBuffer.Frame frame = buffer.poll(nowUs);
        if (frame == null) {
            return NOTHING;
        }
        unanswered.onSent(frame, replayCapacityMs(), nowUs);
        return frame.pcm();
    }

    private int replayCapacityMs() {
        int waitingMs = buffer.heldBytes() / AudioFrame.UPLINK_BYTES_PER_MS;
        return Math.clamp(MAX_HELD_MS - waitingMs, 0, MAX_REPLAY_MS);
    }

    /** Sends 20 ms of silence each 20 ms, because the model measures a pause by its audio. */
    private void feedSilence(Consumer<byte[]> send, long nowUs) {
        long afterUs =
                muted ? SILENCE_US : disconnected ? SILENCE_AFTER_DISCONNECT_US : SILENCE_AFTER_US;
        if (nowUs - sentUs >= afterUs) {
            send.accept(SILENCE);
            sentUs = Math.max(sentUs + SILENCE_US, nowUs - afterUs);
        }
    }

    void tick(long nowUs) {
        buffer.expire(nowUs);
        if (nowUs - reportedUs >= REPORT_INTERVAL_US && !disconnected) {
            reportedUs = nowUs;
            report();
        }
    }

    /** Reports losses and the newest acknowledged frame to the client, if they have changed. */
    void report() {
        UplinkBuffer.Losses losses = buffer.takeLosses();
        notifyLoss(LossReason.SILENCE_SKIPPED, losses.silentFrames(), losses.silentMs());
        notifyLoss(LossReason.TOO_OLD, losses.oldFrames(), losses.oldMs());
        int settled = buffer.settledSequence();
        if (started && settled != acknowledged) {
            acknowledged = settled;
            client.send(new ServerMessage.Ack(settled));
        }
    }

    /**
     * Prepares for another connection, whose client resends all frames that it has not seen
     * acknowledged.
     */
    void onReattached() {
        disconnected = false;
        acknowledged = -1;
        buffer.onReattached();
    }

    UnansweredSpeech unanswered() {
        return unanswered;
    }

    /** Returns whether no audio waits and the candidate has been silent for {@code forUs} µs. */
    boolean isPausing(long forUs, long nowUs) {
        return replayQueue.isEmpty()
                && buffer.isEmpty()
                && nowUs - unanswered.lastVoiceUs() >= forUs;
    }

    /** Returns whether the candidate is silent and neither replay nor transcript is due. */
    boolean isQuiet(long nowUs) {
        return replayQueue.isEmpty() && unanswered.isQuiet(nowUs);
    }

    /** Returns whether the next frame is sent at once rather than joined with others. */
    boolean isFeedDue(long nowUs) {
        return nowUs - sentUs >= COALESCE_US;
    }

    /** Returns the recent delay of frames above the network's best, ms. */
    int delayMs() {
        return buffer.delayMs();
    }

    int heldBytes() {
        return buffer.heldBytes() + unanswered.heldBytes();
    }

    private void notifyLoss(LossReason reason, int frames, int audioMs) {
        if (frames > 0) {
            observer.onMicrophoneLoss(reason, frames);
            client.send(new ServerMessage.Lost(reason, frames, audioMs));
        }
    }
}
