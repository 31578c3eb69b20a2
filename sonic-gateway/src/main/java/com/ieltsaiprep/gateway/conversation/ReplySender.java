package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.audio.DownlinkQueue;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.Arrays;

/**
 * Maya's voice on its way to the listener: numbers her replies with epochs, paces them, and falls
 * silent at barge-in.
 */
final class ReplySender implements DownlinkQueue.Sink {
    /** How long the client may take nothing while audio waits, µs. */
    private static final long TOO_SLOW_US = 10_000_000;

    /** By then a client has played the second that it is ahead, if it plays at all, µs. */
    private static final long PLAYED_OUT_US = 3_000_000;

    private final DownlinkQueue queue = new DownlinkQueue(AudioFrame.DOWNLINK_HZ);
    private final ClientPort client;
    private int epoch;
    private int clearedEpoch;
    private boolean epochIsNew;
    private boolean replying;
    private boolean deaf;
    private int sequence;
    private long progressUs;

    ReplySender(ClientPort client) {
        this.client = client;
    }

    /** The epoch of the newest reply that has begun; 0 before the first. */
    int epoch() {
        return epochIsNew ? epoch - 1 : epoch;
    }

    /** Whether Maya is in a reply, as far as the model has made it. */
    boolean replying() {
        return replying;
    }

    /** A reply begins, if none is under way. */
    void beginReply() {
        if (!replying) {
            replying = true;
            epoch = epochIsNew ? epoch : epoch + 1;
            epochIsNew = false;
        }
    }

    /** A block of audio begins. */
    void beginAudio() {
        deaf = false;
        beginReply();
    }

    /**
     * Adds audio; what still comes of an interrupted block is dropped.
     *
     * @return false if the model has spoken further ahead than it was asked to
     */
    boolean add(byte[] pcm, long nowUs) {
        byte[] samples = pcm.length % 2 == 0 ? pcm : Arrays.copyOf(pcm, pcm.length - 1);
        if (deaf || samples.length == 0) {
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

    /** The model has made all of the reply. */
    void endReply(long nowUs) {
        if (replying) {
            replying = false;
            queue.endReply(epoch);
            pump(nowUs);
        }
    }

    /**
     * Barge-in: what waits is dropped and the listener told, once for each reply.
     *
     * @return whether there was anything to silence
     */
    boolean interrupt() {
        deaf = true;
        if (!replying && !queue.sentAny() && queue.isEmpty()) {
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
     * Goes on after the replies of another node.
     *
     * @param cut whether the listener is to hear no more of the last
     */
    void continueAfter(int lastEpoch, boolean cut) {
        epoch = lastEpoch;
        if (cut) {
            epoch++;
            epochIsNew = true;
            clearedEpoch = epoch;
            client.send(new ServerMessage.Clear(epoch));
        }
    }

    /** The client is back, and has received so much of a reply, ms. */
    void onReattached(int receivedEpoch, long receivedMs, long nowUs) {
        sequence = 0;
        progressUs = nowUs;
        if (receivedEpoch < clearedEpoch) {
            client.send(new ServerMessage.Clear(clearedEpoch));
        }
        queue.rewind(receivedEpoch, receivedMs);
        pump(nowUs);
    }

    /** Prefers a steady conversation to a quick one, or no longer. */
    void tolerate(boolean on) {
        queue.tolerate(on);
    }

    /** Nobody listens any more. */
    void discard() {
        deaf = true;
        queue.clear();
    }

    /** What the listener says it has played. */
    void onPlayout(int epoch, long playedMs, long nowUs) {
        if (queue.onPlayout(epoch, playedMs, nowUs)) {
            progressUs = nowUs;
        }
        pump(nowUs);
    }

    /** Sends what is due. */
    void pump(long nowUs) {
        if (queue.pump(nowUs, this)) {
            progressUs = nowUs;
        }
    }

    /** Whether all that was sent has been played, by the client's reports or for want of them. */
    private boolean heard(long nowUs) {
        return queue.isEmpty() && (queue.leadMs(nowUs) <= 0 || nowUs - progressUs > PLAYED_OUT_US);
    }

    /** Whether the model may speak on. */
    boolean hasRoom() {
        return queue.hasRoom();
    }

    /** Whether the listener has heard all there is. */
    boolean silent(long nowUs) {
        return !replying && heard(nowUs);
    }

    /** Whether the client has neither taken nor played anything for too long, though there is. */
    boolean tooSlow(long nowUs) {
        return !queue.isEmpty() && nowUs - progressUs > TOO_SLOW_US;
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
    public void replySent(int epoch, long audioMs) {
        client.send(new ServerMessage.ReplyEnd(epoch, audioMs));
    }
}
