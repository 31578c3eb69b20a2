package com.ieltsaiprep.local.model;

import java.util.function.IntUnaryOperator;

/**
 * Speech detector: finds where the user begins to speak, and where a turn ends (endpointing). Not
 * thread-safe.
 *
 * <p>Speech begins after 200 ms of voice, from which gaps are deducted; a turn ends after a pause.
 * Both are measured in audio time: without input, no turn ends.
 */
final class SpeechDetector {
    private static final int ONSET_MS = 200;
    private static final int HANGOVER_MS = 300;

    private final IntUnaryOperator pauseMs;
    private final Listener listener;
    private long heardMs;
    private int evidenceMs;
    private int sinceVoiceMs;
    private int voicedMs;
    private int quietMs;
    private boolean isSpeaking;
    private boolean isInTurn;

    /** Listener to the detected speech. */
    interface Listener {
        /** Handles the beginning of the user's speech. */
        void onSpeechStart(long offsetMs);

        /**
         * Handles the end of the user's turn: a pause, or the end of the audio.
         *
         * @param turnVoicedMs time for which the voice was heard in the turn, ms
         */
        void onTurnEnd(int turnVoicedMs, ModelOutput.SpeechEnd end);
    }

    /**
     * Creates a detector.
     *
     * @param pauseMs pause that ends the turn, by the time for which the voice was heard in it, ms
     */
    SpeechDetector(IntUnaryOperator pauseMs, Listener listener) {
        this.pauseMs = pauseMs;
        this.listener = listener;
    }

    void accept(int ms, boolean voiced) {
        heardMs += ms;
        evidenceMs = Math.clamp(evidenceMs + (voiced ? ms : -ms), 0, ONSET_MS);
        sinceVoiceMs = voiced ? 0 : sinceVoiceMs + ms;
        if (!isSpeaking && evidenceMs == ONSET_MS) {
            isSpeaking = true;
            isInTurn = true;
            // The voice that proved the onset belongs to the turn.
            voicedMs += ONSET_MS - ms;
            listener.onSpeechStart(Math.max(0, heardMs - ONSET_MS));
        } else if (isSpeaking && sinceVoiceMs > HANGOVER_MS) {
            isSpeaking = false;
            evidenceMs = 0;
        }
        boolean isHeard = voiced && isSpeaking;
        voicedMs += isHeard ? ms : 0;
        quietMs = isHeard ? 0 : quietMs + ms;
        // Voice that may yet prove to be speech delays the end of the turn.
        if (isInTurn && !voiced && quietMs >= pauseMs.applyAsInt(voicedMs)) {
            endTurn();
        }
    }

    /** Ends the current turn, if any, because no more audio will come. */
    void finish() {
        if (isInTurn) {
            endTurn();
        }
    }

    private void endTurn() {
        int turnVoicedMs = voicedMs;
        isInTurn = false;
        voicedMs = 0;
        listener.onTurnEnd(
                turnVoicedMs, new ModelOutput.SpeechEnd(Math.max(0, heardMs - quietMs), heardMs));
    }
}
