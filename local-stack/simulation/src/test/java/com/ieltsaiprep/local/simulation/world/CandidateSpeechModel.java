package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.local.simulation.engine.DurationRange;
import com.ieltsaiprep.local.simulation.engine.RandomStream;

/**
 * Speech model of a candidate: answers the examiner, sometimes interrupts, and speaks again if no
 * reply comes.
 */
final class CandidateSpeechModel {
    private static final long NEVER = Long.MAX_VALUE;

    private final RandomStream random;
    private final Profile profile;
    private long nextSpeechUs;
    private long speechEndUs;
    private long pauseFromUs;
    private long pauseUntilUs;
    private boolean examinerPlays;
    private int repliesHeard;

    /**
     * Parameters of the model.
     *
     * @param bargeInProbability of an interruption per reply
     * @param thinkingTime from the end of the examiner's reply to the first word
     * @param answerLength duration of an answer
     * @param pauseLength silence within an answer
     * @param repeatAfter time without a reply after which the candidate speaks again
     */
    record Profile(
            double bargeInProbability,
            DurationRange thinkingTime,
            DurationRange answerLength,
            DurationRange pauseLength,
            DurationRange repeatAfter) {}

    CandidateSpeechModel(RandomStream random, Profile profile, long nowUs) {
        this.random = random;
        this.profile = profile;
        this.nextSpeechUs = nowUs + profile.repeatAfter.sampleUs(random);
    }

    /** Advances the model and returns whether the candidate's voice is audible now. */
    boolean isSpeaking(long nowUs, boolean isPlaying, int repliesFinished) {
        if (isPlaying != examinerPlays) {
            examinerPlays = isPlaying;
            nextSpeechUs =
                    isPlaying ? bargeInUs(nowUs) : nowUs + profile.repeatAfter.sampleUs(random);
        }
        if (repliesFinished != repliesHeard && !isPlaying) {
            repliesHeard = repliesFinished;
            if (nowUs >= speechEndUs) {
                nextSpeechUs = nowUs + profile.thinkingTime.sampleUs(random);
            }
        }
        if (nowUs >= nextSpeechUs) {
            startAnswer(nowUs);
        }
        return nowUs < speechEndUs && !(nowUs >= pauseFromUs && nowUs < pauseUntilUs);
    }

    private long bargeInUs(long nowUs) {
        boolean bargesIn = nowUs >= speechEndUs && random.nextBoolean(profile.bargeInProbability);
        return bargesIn ? nowUs + random.nextMicros(300, 3_000) : NEVER;
    }

    private void startAnswer(long nowUs) {
        long lengthUs = profile.answerLength.sampleUs(random);
        speechEndUs = nowUs + lengthUs;
        pauseFromUs = nowUs + lengthUs / 2;
        pauseUntilUs = pauseFromUs + profile.pauseLength.sampleUs(random);
        speechEndUs += pauseUntilUs - pauseFromUs;
        nextSpeechUs = speechEndUs + profile.repeatAfter.sampleUs(random);
    }
}
