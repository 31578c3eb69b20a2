package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.audio.ReplayRing;
import com.ieltsaiprep.gateway.audio.UplinkBuffer;

import java.util.List;

/**
 * What a stream was given of the candidate's voice and has not answered: how much, how long ago,
 * and the audio itself, for the stream that follows.
 */
final class UnansweredSpeech {
    /** With the voice detector's hangover, so much may be no voice at all. */
    private static final int NOISE_MS = 250;

    /** Shorter voice may have been a cough. */
    private static final int WORDS_MS = 1_000;

    /** This much was no cough: the model must have heard it. */
    private static final int ANSWER_MS = 3_000;

    /** A pause after which the model writes down what it heard, with time to spare. */
    private static final long PAUSE_US = 3_000_000;

    private static final long IGNORED_US = 15_000_000;

    /** The model ends a turn after 2 s of silence; what it has not written down by then is none. */
    private static final long SETTLED_US = 4_000_000;

    /** Voice that began just before a change of streams, and was not yet told from noise, ms. */
    private static final int LEAD_IN_MS = 500;

    private static final long NOT_PAUSED = Long.MAX_VALUE;

    private final ReplayRing ring = new ReplayRing();
    private int voiceMs;
    private int besideMayaMs;
    private int sinceVoiceMs;
    private long voiceUs;
    private long pausedUs = NOT_PAUSED;

    /**
     * A stream was given a frame.
     *
     * @param keepMs how much audio may be kept, ms
     */
    void given(UplinkBuffer.Frame frame, int keepMs, long nowUs) {
        ring.add(frame);
        ring.trim(keepMs);
        if (frame.voice()) {
            voiceMs += frame.ms();
            voiceUs = nowUs;
        }
        if (voiceMs > 0) {
            sinceVoiceMs += frame.ms();
        }
    }

    /** Another stream is to answer now, or nobody can. */
    void waitAnew() {
        pausedUs = NOT_PAUSED;
    }

    /** Less memory is left. */
    void trim(int keepMs) {
        ring.trim(keepMs);
    }

    /** The model has written down what it heard, or it is to be forgotten. */
    void settle() {
        close();
        besideMayaMs = 0;
        ring.trim(0);
    }

    /** Maya is heard: voice may be her echo. */
    void close() {
        besideMayaMs += voiceMs;
        pausedUs = NOT_PAUSED;
        voiceMs = 0;
        sinceVoiceMs = 0;
    }

    /** Whether the candidate is silent, and the model owes nothing for what they said. */
    boolean quiet(long nowUs) {
        return voiceMs + besideMayaMs <= NOISE_MS || nowUs - voiceUs > SETTLED_US;
    }

    /** Whether the model was given more than noise since the turn began. */
    boolean hasVoice() {
        return voiceMs > NOISE_MS;
    }

    /** Whether the model was given words that it has shown no sign of having heard. */
    boolean hasWords() {
        return voiceMs >= WORDS_MS;
    }

    /**
     * Whether it has had more than time enough to answer them, whatever was said since. To be asked
     * every tick.
     */
    boolean ignored(long nowUs) {
        if (pausedUs == NOT_PAUSED && voiceMs >= ANSWER_MS && nowUs - voiceUs > PAUSE_US) {
            pausedUs = nowUs;
        }
        return nowUs - pausedUs > IGNORED_US;
    }

    /** Whether the turn's audio is held from its beginning. */
    boolean whole() {
        return sinceVoiceMs <= ring.ms();
    }

    /** The turn's audio as far as it is held, and a little before it. */
    List<UplinkBuffer.Frame> audio() {
        return ring.newest(sinceVoiceMs + LEAD_IN_MS);
    }

    /** When the model was last given voice, µs. */
    long voiceUs() {
        return voiceUs;
    }

    int heldBytes() {
        return ring.heldBytes();
    }
}
