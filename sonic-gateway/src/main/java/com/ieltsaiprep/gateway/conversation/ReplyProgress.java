package com.ieltsaiprep.gateway.conversation;

/**
 * Progress of a reply on its stream: tells when it is complete. The service ends its last audio
 * with {@code END_TURN}, or, in some recorded sessions, like every block with {@code PARTIAL_TURN};
 * then it is complete with its final text, or after a time without more.
 */
final class ReplyProgress {
    /** Time without another sentence after the final text of all sentences, µs. */
    private static final long AFTER_FINAL_TEXT_US = 300_000;

    /** Time without another sentence after audio whose final text does not come, µs. */
    private static final long AFTER_AUDIO_US = 3_000_000;

    private static final long NEVER = Long.MAX_VALUE;

    private boolean inAudio;
    private long completeUs = NEVER;

    /** Handles the planned text of another sentence, whose audio follows. */
    void onPlannedText() {
        inAudio = false;
        completeUs = NEVER;
    }

    /** Handles the beginning of audio. */
    void onAudioStart() {
        inAudio = true;
        completeUs = NEVER;
    }

    /** Handles the end of audio that is not known to be the last. */
    void onAudioEnd(long nowUs) {
        inAudio = false;
        completeUs = nowUs + AFTER_AUDIO_US;
    }

    /** Handles the final text of the last sentence so far. */
    void onFinalText(long nowUs) {
        if (!inAudio && completeUs != NEVER) {
            completeUs = Math.min(completeUs, nowUs + AFTER_FINAL_TEXT_US);
        }
    }

    /** Handles the end of the reply. */
    void onReplyEnd() {
        inAudio = false;
        completeUs = NEVER;
    }

    /** Returns whether audio is being received. */
    boolean isInAudio() {
        return inAudio;
    }

    /** Returns whether the reply has ended, as nothing more of it has come. */
    boolean isComplete(long nowUs) {
        return nowUs >= completeUs;
    }
}
