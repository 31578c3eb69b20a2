package com.ieltsaiprep.local.simulation.sonic;

/**
 * Turn detector of the model: speech begins after 200 ms of voice, and a pause ends the turn
 * (endpointing). Gaps count against the voice. Both are measured in audio time: while no audio
 * arrives, no turn ends.
 */
final class ModelTurnDetector {
    private static final int ONSET_MS = 200;
    private static final int HANGOVER_MS = 300;

    private final int endpointingMs;
    private final Listener listener;
    private int evidenceMs;
    private int sinceVoiceMs;
    private int voicedMs;
    private int silenceMs;
    private boolean speaking;
    private boolean inTurn;

    /** Listener to detected speech. */
    interface Listener {
        /** Called when the user begins to speak. */
        void onSpeechStart();

        /** Called when the user's turn is over, with the amount of voice in it. */
        void onTurnEnd(int voicedMs);
    }

    ModelTurnDetector(int endpointingMs, Listener listener) {
        this.endpointingMs = endpointingMs;
        this.listener = listener;
    }

    void accept(int ms, boolean loud) {
        evidenceMs = Math.clamp(evidenceMs + (loud ? ms : -ms), 0, ONSET_MS);
        sinceVoiceMs = loud ? 0 : sinceVoiceMs + ms;
        if (!speaking && evidenceMs == ONSET_MS) {
            speaking = true;
            inTurn = true;
            voicedMs += ONSET_MS - ms;
            listener.onSpeechStart();
        } else if (speaking && sinceVoiceMs > HANGOVER_MS) {
            speaking = false;
            evidenceMs = 0;
        }
        boolean voice = loud && speaking;
        voicedMs += voice ? ms : 0;
        silenceMs = voice ? 0 : silenceMs + ms;
        if (inTurn && !loud && silenceMs >= endpointingMs) {
            endTurn();
        }
    }

    /** Ends the current turn, if there is one, because no more audio will come. */
    void endTurn() {
        if (inTurn) {
            int turnVoicedMs = voicedMs;
            inTurn = false;
            voicedMs = 0;
            listener.onTurnEnd(turnVoicedMs);
        }
    }
}
