package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.VoiceActivityDetector;

/**
 * Turn detector: detects when the user begins to speak and when a turn ends (endpointing). Not
 * thread-safe.
 *
 * <p>A turn ends after a pause in audio time, counted in samples: without input, no turn ends.
 */
final class TurnDetector {
    private final VoiceActivityDetector voiceDetector;
    private final Listener listener;
    private final int pauseMs;
    private int voicedMs;
    private int quietMs;
    private boolean inTurn;
    private boolean wasSpeaking;

    /** Listener for the detected events. */
    interface Listener {
        /** Handles the beginning of the user's speech, after 200 ms of voice. */
        void onVoiceOnset();

        /**
         * Handles the end of the user's turn: a long pause, or the end of the audio.
         *
         * @param voicedMs how long the user's voice was heard in this turn, ms
         */
        void onTurnEnd(int voicedMs);
    }

    TurnDetector(int sampleRate, int pauseMs, Listener listener) {
        this.voiceDetector = new VoiceActivityDetector(sampleRate);
        this.pauseMs = pauseMs;
        this.listener = listener;
    }

    /** Returns the pause that ends a turn, as the user guide states it. */
    static int pauseMs(String endpointingSensitivity) {
        return switch (endpointingSensitivity) {
            case "HIGH" -> 1_500;
            case "LOW" -> 2_000;
            default -> 1_750;
        };
    }

    void accept(short[] samples) {
        voiceDetector.accept(samples, this::onFrame);
    }

    /** Ends the current turn, if any, because no more audio will come. */
    void finish() {
        if (inTurn) {
            endTurn();
        }
    }

    private void onFrame(boolean voiced, boolean speaking) {
        if (speaking && !wasSpeaking) {
            // The voice that proved the onset belongs to the turn.
            voicedMs += 180;
            inTurn = true;
            listener.onVoiceOnset();
        }
        wasSpeaking = speaking;
        boolean heard = voiced && speaking;
        voicedMs += heard ? VoiceActivityDetector.FRAME_MS : 0;
        quietMs = heard ? 0 : quietMs + VoiceActivityDetector.FRAME_MS;
        // Voice that may yet prove to be speech delays the end of the turn.
        if (inTurn && !voiced && quietMs >= pauseMs) {
            endTurn();
        }
    }

    private void endTurn() {
        int voice = voicedMs;
        inTurn = false;
        voicedMs = 0;
        listener.onTurnEnd(voice);
    }
}
