package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

/**
 * Saved conversation: the capsule and the progress with which another page or device resumes.
 *
 * @param capsule newest capsule
 * @param sequence sequence number of the next microphone frame when it was saved
 * @param epoch reply that was played last
 * @param playedMs audio of it that was played, ms
 * @param atUs time when it was saved, µs
 */
public record SavedConversation(
        ServerMessage.Capsule capsule, int sequence, int epoch, long playedMs, long atUs) {
    /**
     * Returns the sequence number to go on with. The conversation may have gone on since it was
     * saved: the numbers of that time are skipped, so that none is used twice.
     */
    int nextSequence(int frameMs, long nowUs) {
        return sequence + (int) Math.ceilDiv((nowUs - atUs) / 1_000, frameMs);
    }
}
