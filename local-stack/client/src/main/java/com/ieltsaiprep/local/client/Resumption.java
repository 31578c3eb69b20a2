package com.ieltsaiprep.local.client;

import java.util.OptionalLong;

/**
 * Resumption of a conversation after its connection to the gateway was lost. All times are µs since
 * 1970.
 *
 * @param kind how the conversation was resumed: with the state that the gateway still had, with the
 *     state that the client had kept, or from the start
 * @param lostUs time when the candidate detected the loss
 * @param closeCode WebSocket close code of the lost connection; 1006 if no close frame arrived
 * @param turnLost whether the connection was lost in the middle of a turn: words of the candidate
 *     were acknowledged but not transcribed yet, or a reply of Maya, the AI examiner, was due or
 *     incomplete
 * @param attempts number of attempts to connect, including the successful one
 * @param resumedUs time when the gateway resumed the conversation
 * @param mayaUs time when the first audio of Maya after the resumption arrived; empty if no audio
 *     arrived
 */
public record Resumption(
        Kind kind,
        long lostUs,
        int closeCode,
        boolean turnLost,
        int attempts,
        long resumedUs,
        OptionalLong mayaUs) {

    /**
     * Kind of resumption of a conversation after a lost connection: which state of the conversation
     * was still available.
     */
    public enum Kind {
        /** Re-attached: the gateway still had the conversation, and nothing of it was lost. */
        REATTACHED,
        /**
         * Taken over: the gateway did not have the conversation, and restored it from the capsule,
         * the encrypted conversation state that the client keeps.
         */
        TAKEN_OVER,
        /**
         * Begun again: the conversation started anew, because the client had not yet received a
         * capsule, the encrypted state from which a gateway can restore it.
         */
        BEGUN_AGAIN
    }

    /**
     * Returns the time from the detected loss of the connection to the resumption of the
     * conversation, µs.
     */
    public long downUs() {
        return resumedUs - lostUs;
    }
}
