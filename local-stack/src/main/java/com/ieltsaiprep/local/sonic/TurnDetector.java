package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.audio.VoiceActivity;

/**
 * How the model hears: when the user begins to speak and when a turn is over. A turn ends after a
 * pause counted in audio time, in samples received: while nothing arrives, nothing ends. For use by
 * one thread.
 */
final class TurnDetector {
    private final VoiceActivity activity;
    private final Listener listener;
    private final int pauseMs;
    private int voicedMs;
    private int quietMs;
    private boolean inTurn;
    private boolean wasSpeaking;

    /** Is told what is heard. */
    interface Listener {
        /** The user speaks: for 200 ms so far. */
        void voiceOnset();

        /**
         * The user's turn is over.
         *
         * @param voicedMs how much of it was voice
         */
        void turnEnded(int voicedMs);
    }

    TurnDetector(int sampleRate, int pauseMs, Listener listener) {
        this.activity = new VoiceActivity(sampleRate);
        this.pauseMs = pauseMs;
        this.listener = listener;
    }

    /** The pauses that end a turn, as the user guide has them. */
    static int pauseMs(String endpointingSensitivity) {
        return switch (endpointingSensitivity) {
            case "HIGH" -> 1_500;
            case "LOW" -> 2_000;
            default -> 1_750;
        };
    }

    void hear(short[] samples) {
        activity.accept(samples, this::frame);
    }

    /** No more audio will come: the turn, if there is one, is over. */
    void finish() {
        if (inTurn) {
            endTurn();
        }
    }

    private void frame(boolean voiced, boolean speaking) {
        if (speaking && !wasSpeaking) {
            // The voice that proved the onset belongs to the turn.
            voicedMs += 180;
            inTurn = true;
            listener.voiceOnset();
        }
        wasSpeaking = speaking;
        boolean heard = voiced && speaking;
        voicedMs += heard ? VoiceActivity.FRAME_MS : 0;
        quietMs = heard ? 0 : quietMs + VoiceActivity.FRAME_MS;
        // Voice that may yet prove to be speech holds the end of the turn back.
        if (inTurn && !voiced && quietMs >= pauseMs) {
            endTurn();
        }
    }

    private void endTurn() {
        int voice = voicedMs;
        inTurn = false;
        voicedMs = 0;
        listener.turnEnded(voice);
    }
}
