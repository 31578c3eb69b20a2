package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.audio.ReplayRing;
import com.ieltsaiprep.gateway.audio.UplinkBuffer;

import java.util.List;

/**
 * Unanswered speech: the candidate's audio that a stream was sent and has not answered. Measures
 * its voice and keeps the audio itself, for replay to the next stream.
 */
final class UnansweredSpeech {
    /** Most detected voice that may still be noise, given the detector's hangover, ms. */
    private static final int MAX_NOISE_MS = 250;

    /** Least voice that counts as words; less may have been a cough, ms. */
    private static final int MIN_WORDS_MS = 1_000;

    /** Least voice that the model must have heard and must answer, ms. */
    private static final int MIN_ANSWERABLE_MS = 3_000;

    /** Pause by which the model's endpointing has ended the turn, with a margin, µs. */
    private static final long END_OF_TURN_US = 3_000_000;

    private static final long ANSWER_TIMEOUT_US = 15_000_000;

    /** Pause after which untranscribed audio held no words: the model ends a turn after 2 s, µs. */
    private static final long TRANSCRIBED_US = 4_000_000;

    /**
     * Audio replayed before the first detected voice, which may have been its unrecognized onset,
     * ms.
     */
    private static final int LEAD_IN_MS = 500;

    /** Longest gap within a run of voice, ms. */
    private static final int MAX_GAP_MS = 200;

    private static final long NOT_ENDED = Long.MAX_VALUE;

    private final ReplayRing ring = new ReplayRing();
    private int voiceMs;
    private int overlapMs;
    private int sinceVoiceMs;
    private int runMs;
    private int gapMs;
    private long lastVoiceUs;
    private long turnEndedUs = NOT_ENDED;

    /**
     * Adds a frame that was sent to the stream.
     *
     * @param keepMs most audio to keep, ms
     */
    void onSent(UplinkBuffer.Frame frame, int keepMs, long nowUs) {
        ring.add(frame);
        ring.trim(keepMs);
        gapMs = frame.voice() ? 0 : gapMs + frame.ms();
        if (gapMs > MAX_GAP_MS) {
            runMs = 0;
        }
        if (frame.voice()) {
            runMs += frame.ms();
            voiceMs += frame.ms();
            lastVoiceUs = nowUs;
        }
        if (voiceMs > 0) {
            sinceVoiceMs += frame.ms();
        }
    }

    /**
     * Restarts the answer timeout, because another stream is to answer or the client is
     * disconnected.
     */
    void restartTimeout() {
        turnEndedUs = NOT_ENDED;
    }

    /** Drops the oldest audio until at most {@code keepMs} are kept. */
    void trim(int keepMs) {
        ring.trim(keepMs);
    }

    /** Clears everything: the model has transcribed it, or it is to be dropped. */
    void clear() {
        discountAsEcho();
        overlapMs = 0;
        ring.trim(0);
    }

    /** Discounts the voice measured so far, because Maya is heard and it may be her echo. */
    void discountAsEcho() {
        overlapMs += voiceMs;
        turnEndedUs = NOT_ENDED;
        voiceMs = 0;
        sinceVoiceMs = 0;
    }

    /** Returns whether the candidate is silent and no transcript is due. */
    boolean isQuiet(long nowUs) {
        return voiceMs + overlapMs <= MAX_NOISE_MS || nowUs - lastVoiceUs > TRANSCRIBED_US;
    }

    /** Returns whether the model was sent more than noise since the turn began. */
    boolean hasVoice() {
        return voiceMs > MAX_NOISE_MS;
    }

    /** Returns whether the model was sent words for which it has shown no reaction. */
    boolean hasWords() {
        return voiceMs >= MIN_WORDS_MS;
    }

    /**
     * Returns whether the model has left words unanswered for too long, also if the candidate has
     * gone on meanwhile. To be called every tick.
     */
    boolean isIgnored(long nowUs) {
        if (turnEndedUs == NOT_ENDED
                && voiceMs >= MIN_ANSWERABLE_MS
                && nowUs - lastVoiceUs > END_OF_TURN_US) {
            turnEndedUs = nowUs;
        }
        return nowUs - turnEndedUs > ANSWER_TIMEOUT_US;
    }

    /** Returns whether the turn's audio is held from its beginning. */
    boolean isComplete() {
        return sinceVoiceMs <= ring.ms();
    }

    /** Returns the turn's audio as far as it is held, with a lead-in. */
    List<UplinkBuffer.Frame> audio() {
        return ring.newest(sinceVoiceMs + LEAD_IN_MS);
    }

    /** Returns the length of the voice that is sent now, without longer gaps, ms. */
    int voiceRunMs() {
        return runMs;
    }

    /** Returns when the model was last sent voice, µs. */
    long lastVoiceUs() {
        return lastVoiceUs;
    }

    int heldBytes() {
        return ring.heldBytes();
    }
}
