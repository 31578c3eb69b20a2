package com.ieltsaiprep.gateway.conversation;

/**
 * Watchdog of a stream that is open but silent: HTTP/2 may stay up while the model behind it is
 * gone. A reply is expected after a prompt and after the candidate's words, unless the candidate
 * goes on; in mid-sentence more audio is expected.
 */
final class Watchdog {
    /** Timeout of a reply, µs; a cold model has been seen to take 10 s to its first word. */
    private static final long REPLY_TIMEOUT_US = 15_000_000;

    /** Timeout in mid-sentence, where the model generates faster than real time, µs. */
    private static final long AUDIO_TIMEOUT_US = 5_000_000;

    private Expectation expected = Expectation.NOTHING;
    private long sinceUs;

    private enum Expectation {
        NOTHING,
        REPLY,
        AUDIO
    }

    void expectReply(long nowUs) {
        expected = Expectation.REPLY;
        sinceUs = nowUs;
    }

    void expectAudio(long nowUs) {
        expected = Expectation.AUDIO;
        sinceUs = nowUs;
    }

    void expectNothing() {
        expected = Expectation.NOTHING;
    }

    /**
     * Restarts the timeout: no events were requested for want of room, so their absence proves
     * nothing.
     */
    void postpone(long nowUs) {
        sinceUs = nowUs;
    }

    /**
     * Returns whether the expected output is overdue.
     *
     * @param voiceUs when the candidate was last heard
     */
    boolean isExpired(long nowUs, long voiceUs) {
        return switch (expected) {
            case NOTHING -> false;
            case REPLY -> nowUs - Math.max(sinceUs, voiceUs) > REPLY_TIMEOUT_US;
            case AUDIO -> nowUs - sinceUs > AUDIO_TIMEOUT_US;
        };
    }
}
