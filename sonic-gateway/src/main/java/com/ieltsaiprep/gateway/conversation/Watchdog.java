package com.ieltsaiprep.gateway.conversation;

/**
 * Notices a stream that is open and does nothing: HTTP/2 may stay up while the model behind it is
 * gone. A turn is owed after a prompt and after the candidate's words, unless the candidate goes
 * on; in mid-sentence more of it is owed.
 */
final class Watchdog {
    /** A cold model has been seen to take 10 s to its first word. */
    private static final long TURN_US = 15_000_000;

    /** In mid-sentence the model speaks faster than real time. */
    private static final long SENTENCE_US = 5_000_000;

    private Owed owed = Owed.NOTHING;
    private long sinceUs;

    private enum Owed {
        NOTHING,
        TURN,
        SENTENCE
    }

    /** Maya should speak soon. */
    void expectTurn(long nowUs) {
        owed = Owed.TURN;
        sinceUs = nowUs;
    }

    /** Maya is in mid-sentence and should go on. */
    void expectMore(long nowUs) {
        owed = Owed.SENTENCE;
        sinceUs = nowUs;
    }

    /** Nothing is owed. */
    void rest() {
        owed = Owed.NOTHING;
    }

    /** We have taken no events for want of room, so their absence says nothing. */
    void hold(long nowUs) {
        sinceUs = nowUs;
    }

    /**
     * Whether she is overdue.
     *
     * @param voiceUs when the candidate was last heard
     */
    boolean expired(long nowUs, long voiceUs) {
        return switch (owed) {
            case NOTHING -> false;
            case TURN -> nowUs - Math.max(sinceUs, voiceUs) > TURN_US;
            case SENTENCE -> nowUs - sinceUs > SENTENCE_US;
        };
    }
}
