package com.ieltsaiprep.local.candidate;

import java.util.OptionalLong;

/**
 * Resumption of a conversation after its connection to the gateway was lost. All times are µs since
 * 1970.
 *
 * @param kind whether the conversation was re-attached, taken over or begun again
 * @param lostUs time when the candidate detected the loss
 * @param closeCode WebSocket close code of the lost connection; 1006 if no close frame arrived
 * @param turnLost whether part of the current turn was at risk of being lost
 * @param attempts number of attempts to connect, including the successful one
 * @param resumedUs time when the gateway resumed the conversation
 * @param mayaUs time when audio of Maya, the AI examiner, next arrived; empty if none did
 */
public record Resumption(
        Kind kind,
        long lostUs,
        int closeCode,
        boolean turnLost,
        int attempts,
        long resumedUs,
        OptionalLong mayaUs) {

    /** Kind of resumption of a conversation, by what the gateway still had of it. */
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
