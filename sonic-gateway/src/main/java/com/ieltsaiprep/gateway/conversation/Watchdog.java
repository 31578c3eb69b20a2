package com.ieltsaiprep.gateway.conversation;

/**
 * Notices a stream that is open and does nothing: HTTP/2 may stay up while the model behind it is
 * gone. A turn is owed after a prompt, after the candidate's words, and in the middle of a reply.
 */
final class Watchdog {
    /** A cold model has been seen to take 10 s to its first word. */
    private static final long TURN_US = 15_000_000;

    /** In mid-reply the model speaks faster than real time. */
    private static final long REPLY_US = 5_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private long deadlineUs = NEVER;

    /** Maya should speak soon. */
    void expectTurn(long nowUs) {
        deadlineUs = nowUs + TURN_US;
    }

    /** Maya is speaking and should go on. */
    void expectMore(long nowUs) {
        deadlineUs = nowUs + REPLY_US;
    }

    /** Nothing is owed. */
    void rest() {
        deadlineUs = NEVER;
    }

    /** We have taken no events for want of room, so their absence says nothing. */
    void hold(long nowUs) {
        if (deadlineUs != NEVER) {
            expectMore(nowUs);
        }
    }

    boolean expired(long nowUs) {
        return nowUs > deadlineUs;
    }
}
