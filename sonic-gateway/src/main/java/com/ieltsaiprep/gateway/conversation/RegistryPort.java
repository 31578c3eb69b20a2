package com.ieltsaiprep.gateway.conversation;

/**
 * Which node has a conversation, fleet-wide: fencing, so that a conversation moves but never forks.
 * All calls and callbacks on one event loop; a callback may come from within the call.
 *
 * <p>A registry that is away or has lost its memory grants every claim: then the newest capsule
 * that the client has is good, within its expiry.
 */
public interface RegistryPort {
    /**
     * Takes a conversation for this holder, from whoever has it. Answered once, by {@code
     * onGranted}, {@code onSuperseded} or {@code onFinished}, within about a second.
     *
     * @param generation of the capsule that the claim rests on; 0 without one
     * @param counter of that capsule; 0 without one, which is to begin, and superseded by any
     *     capsule that was acknowledged
     */
    void claim(String sessionId, long generation, long counter, Holder holder);

    /** Who claims. */
    interface Holder {
        /** The conversation is this holder's, until {@link #onTakenOver}. */
        void onGranted(Tenure tenure, long nowUs);

        /** The client has acknowledged a newer capsule than the claim's, or one at all. */
        void onSuperseded(long nowUs);

        /** The conversation is over; there is nothing to resume. */
        void onFinished(long nowUs);

        /**
         * Another holder has the conversation now; comes within about a second of its claim, once,
         * and not after the tenure was ended.
         */
        void onTakenOver(long nowUs);
    }

    /** A holder's time with a conversation. */
    interface Tenure {
        /**
         * Higher than that of every tenure before, and than the capsule's that was claimed with.
         */
        long generation();

        /** Names this tenure like no other. */
        String owner();

        /** The client has this capsule safe: older ones are superseded. */
        void acknowledged(long counter);

        /** The conversation is over: no capsule resumes it any more. */
        void finish();

        /** The holder lets go; the conversation may be resumed elsewhere. */
        void release();
    }
}
