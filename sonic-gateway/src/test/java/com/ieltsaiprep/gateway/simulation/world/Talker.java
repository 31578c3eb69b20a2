package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Span;

/** When a candidate speaks: after Maya, now and then into her words, and again if she is silent. */
final class Talker {
    private static final long NEVER = Long.MAX_VALUE;

    private final Chance chance;
    private final Manner manner;
    private long speaksAtUs;
    private long silentAtUs;
    private long pauseFromUs;
    private long pauseUntilUs;
    private boolean mayaPlays;
    private int repliesHeard;

    /**
     * How somebody talks.
     *
     * @param bargesIn how likely an interruption is in a reply
     * @param thinking from the end of Maya's reply to the first word
     * @param answer how long an answer is
     * @param pause of silence within an answer
     * @param patience until something is said again for want of an answer
     */
    record Manner(double bargesIn, Span thinking, Span answer, Span pause, Span patience) {}

    Talker(Chance chance, Manner manner, long nowUs) {
        this.chance = chance;
        this.manner = manner;
        this.speaksAtUs = nowUs + manner.patience.drawUs(chance);
    }

    /** Whether the candidate's voice is to be heard now. */
    boolean speaks(long nowUs, boolean plays, int repliesFinished) {
        if (plays != mayaPlays) {
            mayaPlays = plays;
            speaksAtUs = plays ? interruptsAtUs(nowUs) : nowUs + manner.patience.drawUs(chance);
        }
        if (repliesFinished != repliesHeard && !plays) {
            repliesHeard = repliesFinished;
            if (nowUs >= silentAtUs) {
                speaksAtUs = nowUs + manner.thinking.drawUs(chance);
            }
        }
        if (nowUs >= speaksAtUs) {
            begin(nowUs);
        }
        return nowUs < silentAtUs && !(nowUs >= pauseFromUs && nowUs < pauseUntilUs);
    }

    private long interruptsAtUs(long nowUs) {
        boolean interrupts = nowUs >= silentAtUs && chance.once(manner.bargesIn);
        return interrupts ? nowUs + chance.usBetweenMs(300, 3_000) : NEVER;
    }

    private void begin(long nowUs) {
        long lengthUs = manner.answer.drawUs(chance);
        silentAtUs = nowUs + lengthUs;
        pauseFromUs = nowUs + lengthUs / 2;
        pauseUntilUs = pauseFromUs + manner.pause.drawUs(chance);
        silentAtUs += pauseUntilUs - pauseFromUs;
        speaksAtUs = silentAtUs + manner.patience.drawUs(chance);
    }
}
