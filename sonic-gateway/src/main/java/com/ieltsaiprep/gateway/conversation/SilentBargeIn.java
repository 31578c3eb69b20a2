package com.ieltsaiprep.gateway.conversation;

/**
 * Detector of barge-ins that the service does not report: it says that the user begins to speak,
 * and no more. The gateway's own voice activity detection must confirm it, as a cough is speech to
 * the service.
 */
final class SilentBargeIn {
    /**
     * Detected voice that confirms a barge-in, ms: 300 ms of voice, and the detector's hangover.
     */
    private static final int MIN_VOICE_MS = 500;

    /** Time after the service's event within which the voice must be heard, µs. */
    private static final long CONFIRM_TIMEOUT_US = 1_000_000;

    private static final long NONE = Long.MIN_VALUE;

    private long startedUs = NONE;

    /** Handles the service's event during a reply. */
    void onSpeechStart(long nowUs) {
        startedUs = nowUs;
    }

    /** Forgets the event: the service has reported the barge-in itself. */
    void cancel() {
        startedUs = NONE;
    }

    /**
     * Returns whether a barge-in is confirmed.
     *
     * @param voiceMs length of the voice that is heard now, without longer gaps
     */
    boolean isDue(int voiceMs, long nowUs) {
        return startedUs != NONE
                && nowUs - startedUs <= CONFIRM_TIMEOUT_US
                && voiceMs >= MIN_VOICE_MS;
    }
}
