package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.audio.DownlinkQueue;
import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.Arrays;

/**
 * Reply sender: sends Maya's voice to the client. Numbers her replies with epochs, paces them
 * through the downlink queue, and stops at barge-in.
 */
final class ReplySender implements DownlinkQueue.Sink {
    /**
     * Timeout without playout or socket progress while audio waits, after which the client is too
     * slow, µs.
     */
    private static final long STALL_TIMEOUT_US = 10_000_000;

    /**
     * Timeout of playout reports, by when the client has played the second that it is ahead, µs.
     */
    private static final long PLAYOUT_TIMEOUT_US = 3_000_000;

    private final DownlinkQueue queue = new DownlinkQueue(AudioFrame.DOWNLINK_HZ);
    private final ClientPort client;
    private int epoch;
    private int clearedEpoch;
    private boolean epochIsNew;
    private boolean replying;
    private boolean discarding;
    private int sequence;
    private long progressUs;

    ReplySender(ClientPort client) {
        this.client = client;
    }

    /** Returns the epoch of the newest reply that has begun; 0 before the first. */
    int epoch() {
        return epochIsNew ? epoch - 1 : epoch;
    }

    /** Returns whether the model is generating a reply. */
    boolean isReplying() {
        return replying;
    }

    /** Begins a reply, unless one is in progress. */
    void beginReply() {
        if (!replying) {
            replying = true;
            epoch = epochIsNew ? epoch : epoch + 1;
            epochIsNew = false;
        }
    }

    /** Begins a block of audio. */
    void beginAudio() {
        discarding = false;
        beginReply();
    }

    /**
     * Adds audio; the rest of an interrupted block is dropped.
     *
     * @return false if the model has generated more than was requested
     */
    boolean add(byte[] pcm, long nowUs) {
        byte[] samples = pcm.length % 2 == 0 ? pcm : Arrays.copyOf(pcm, pcm.length - 1);
        if (discarding || samples.length == 0) {
            return true;
        }
        if (queue.isEmpty()) {
            progressUs = nowUs;
        }
        beginReply();
        boolean added = queue.add(epoch, samples);
        pump(nowUs);
        return added;
    }

    /** Ends a reply that the model has generated completely. */
    void endReply(long nowUs) {
        if (replying) {
            replying = false;
            queue.endReply(epoch);
            pump(nowUs);
        }
    }

    /**
     * Handles a barge-in: flushes the queue and sends {@code clear}, once for each reply.
     *
     * @return whether there was anything to stop
     */
    boolean interrupt() {
        discarding = true;
        if (!replying && !queue.hasSent() && queue.isEmpty()) {
            return false;
        }
        queue.clear();
        replying = false;
        epoch++;
        epochIsNew = true;
        clearedEpoch = epoch;
        client.send(new ServerMessage.Clear(epoch));
        return true;
    }

    /**
     * Continues the epochs of another node.
     *
     * @param cutOff whether playout of the last reply must stop
     */
    void resumeAfter(int lastEpoch, boolean cutOff) {
        epoch = lastEpoch;
        if (cutOff) {
            epoch++;
            epochIsNew = true;
            clearedEpoch = epoch;
            client.send(new ServerMessage.Clear(epoch));
        }
    }

    /**
     * Resends to a re-attached client all audio after {@code receivedMs} of the reply that it has.
     */
    void onReattached(int receivedEpoch, long receivedMs, long nowUs) {
        sequence = 0;
        progressUs = nowUs;
        if (receivedEpoch < clearedEpoch) {
            client.send(new ServerMessage.Clear(clearedEpoch));
        }
        queue.rewind(receivedEpoch, receivedMs);
        pump(nowUs);
    }

    /** Sets whether a longer lead is kept, for steadier playout at the price of latency. */
    void setLagTolerance(boolean on) {
        queue.setLagTolerance(on);
    }

    /** Discards all audio, because the client is gone. */
    void discard() {
        discarding = true;
        queue.clear();
    }

    /** Handles a playout report. */
    void onPlayout(int epoch, long playedMs, long nowUs) {
        if (queue.onPlayout(epoch, playedMs, nowUs)) {
            progressUs = nowUs;
        }
        pump(nowUs);
    }

    /** Sends all audio that is due. */
    void pump(long nowUs) {
        if (queue.pump(nowUs, this)) {
            progressUs = nowUs;
        }
    }

    /**
     * Returns whether all audio sent was played, by the client's reports or, without them, by
     * timeout.
     */
    private boolean isPlayedOut(long nowUs) {
        return queue.isEmpty()
                && (queue.leadMs(nowUs) <= 0 || nowUs - progressUs > PLAYOUT_TIMEOUT_US);
    }

    /** Returns whether the model may generate more; false applies backpressure. */
    boolean hasRoom() {
        return queue.hasRoom();
    }

    /** Returns whether no reply is in progress or playing. */
    boolean isSilent(long nowUs) {
        return !replying && isPlayedOut(nowUs);
    }

    /**
     * Returns whether the client has neither taken nor played any of the waiting audio for too
     * long.
     */
    boolean isTooSlow(long nowUs) {
        return !queue.isEmpty() && nowUs - progressUs > STALL_TIMEOUT_US;
    }

    int heldBytes() {
        return queue.heldBytes();
    }

    @Override
    public boolean trySendAudio(int epoch, byte[] pcm, int offset, int length) {
        if (!client.trySendAudio(epoch, sequence, pcm, offset, length)) {
            return false;
        }
        sequence++;
        return true;
    }

    @Override
    public void onReplySent(int epoch, long audioMs) {
        client.send(new ServerMessage.ReplyEnd(epoch, audioMs));
    }
}
