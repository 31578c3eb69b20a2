package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.ConversationSettings;
import com.ieltsaiprep.gateway.conversation.RotationSchedule;
import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Span;
import com.ieltsaiprep.gateway.simulation.sonic.BargeIn;
import com.ieltsaiprep.gateway.simulation.sonic.Manners;

import java.time.Duration;
import java.util.List;

/**
 * What kind of world it is.
 *
 * @param lengthMs until candidates have ended their tests
 * @param calmFromMs from when on nothing befalls the world: then conversations must recover; the
 *     world's length if things may happen until its end
 */
public record Scenario(
        int nodes,
        int loopsPerNode,
        int sessions,
        int frameMs,
        int lengthMs,
        int calmFromMs,
        ConversationSettings settings,
        Manners manners,
        Examiner examiner,
        Talker.Manner talker) {
    /** Within which a calm world's conversations must have recovered. */
    public static final int RECOVERY_MS = 120_000;

    private static final int TRUE_LIFE_MS = 480_000;

    /** Draws one: most are short, some are as long as a whole test. */
    public static Scenario draw(Chance chance) {
        boolean lively = chance.once(0.3);
        int lengthMs = length(chance);
        int calmFromMs = lengthMs;
        if (lively) {
            calmFromMs = Math.min(lengthMs, 300_000);
            lengthMs = calmFromMs + RECOVERY_MS + 10_000;
        }
        int lifeMs = chance.once(0.4) ? TRUE_LIFE_MS : chance.between(40_000, 120_000);
        return new Scenario(
                chance.between(1, 3),
                chance.between(1, 2),
                chance.once(0.3) ? 2 : 1,
                chance.oneOf(List.of(20, 32, 32, 40, 40)),
                lengthMs,
                calmFromMs,
                new ConversationSettings("amy", life(lifeMs), limits(chance)),
                manners(chance, lifeMs),
                Examiner.draw(chance),
                talker(chance, lively));
    }

    /** Whether conversations must be well at the end. */
    public boolean mustRecover() {
        return calmFromMs < lengthMs;
    }

    private static int length(Chance chance) {
        int dice = chance.between(1, 100);
        if (dice <= 55) {
            return chance.between(60_000, 150_000);
        }
        return dice <= 88 ? chance.between(150_000, 360_000) : chance.between(360_000, 900_000);
    }

    /** In the proportions of the true one: 6:00, 7:00 and 7:30 of 8:00. */
    private static RotationSchedule life(int lifeMs) {
        return new RotationSchedule(
                Duration.ofMillis(lifeMs * 12L / 16),
                Duration.ofMillis(lifeMs * 14L / 16),
                Duration.ofMillis(lifeMs * 15L / 16));
    }

    private static History.Limits limits(Chance chance) {
        return chance.once(0.6)
                ? History.Limits.DEFAULT
                : new History.Limits(chance.between(400, 4_000), chance.between(4, 20), 100);
    }

    private static Manners manners(Chance chance, int lifeMs) {
        return new Manners(
                chance.once(0.9) ? new Span(60, 400) : new Span(500, 6_000),
                chance.once(0.9) ? new Span(100, 1_500) : new Span(2_000, 10_000),
                chance.once(0.85) ? 2_000 : 500,
                chance.oneOf(List.of(BargeIn.values())),
                chance.oneOf(List.of(1.2, 3.0, 3.0, 10.0)),
                chance.oneOf(List.of(40, 80, 80, 120)),
                chance.between(4, 32),
                chance.once(0.1),
                chance.once(0.5),
                lifeMs,
                55_000);
    }

    private static Talker.Manner talker(Chance chance, boolean lively) {
        boolean mute = !lively && chance.once(0.05);
        Span patience = mute ? new Span(3_000_000, 3_000_000) : new Span(15_000, 30_000);
        Span thinking = mute ? patience : new Span(300, chance.between(500, 4_000));
        return new Talker.Manner(
                mute ? 0 : chance.oneOf(List.of(0.0, 0.1, 0.5)),
                thinking,
                chance.once(0.8) ? new Span(600, 8_000) : new Span(200, 25_000),
                new Span(0, chance.oneOf(List.of(0, 1_000, 1_900))),
                patience);
    }
}
