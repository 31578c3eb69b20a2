package com.ieltsaiprep.gateway.simulation.sonic;

/**
 * How the model hears: speech begins after 200 ms of voice net of gaps, and a turn ends after a
 * pause, both counted in the time of the audio: while nothing arrives, nothing ends.
 */
final class Ears {
    private static final int ONSET_MS = 200;
    private static final int HANGOVER_MS = 300;

    private final int pauseMs;
    private final Listener listener;
    private int evidenceMs;
    private int sinceVoiceMs;
    private int voicedMs;
    private int quietMs;
    private boolean speaking;
    private boolean inTurn;

    /** Is told what is heard. */
    interface Listener {
        /** The user speaks. */
        void onset();

        /** The user's turn is over, of which so much was voice. */
        void turnEnded(int voicedMs);
    }

    Ears(int pauseMs, Listener listener) {
        this.pauseMs = pauseMs;
        this.listener = listener;
    }

    void hear(int ms, boolean loud) {
        evidenceMs = Math.clamp(evidenceMs + (loud ? ms : -ms), 0, ONSET_MS);
        sinceVoiceMs = loud ? 0 : sinceVoiceMs + ms;
        if (!speaking && evidenceMs == ONSET_MS) {
            speaking = true;
            inTurn = true;
            voicedMs += ONSET_MS - ms;
            listener.onset();
        } else if (speaking && sinceVoiceMs > HANGOVER_MS) {
            speaking = false;
            evidenceMs = 0;
        }
        boolean heard = loud && speaking;
        voicedMs += heard ? ms : 0;
        quietMs = heard ? 0 : quietMs + ms;
        if (inTurn && !loud && quietMs >= pauseMs) {
            finish();
        }
    }

    /** No more will come: the turn, if there is one, is over. */
    void finish() {
        if (inTurn) {
            int voice = voicedMs;
            inTurn = false;
            voicedMs = 0;
            listener.turnEnded(voice);
        }
    }
}
