package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.conversation.ConversationSettings;
import com.ieltsaiprep.gateway.conversation.RotationSchedule;
import com.ieltsaiprep.local.model.Form;
import com.ieltsaiprep.local.model.Forms;
import com.ieltsaiprep.local.model.ModelSettings;
import com.ieltsaiprep.local.simulation.engine.DurationRange;
import com.ieltsaiprep.local.simulation.engine.RandomStream;
import com.ieltsaiprep.local.simulation.sonic.SonicBehaviour;

import java.time.Duration;
import java.util.List;

/**
 * Scenario of a run.
 *
 * @param durationMs time until candidates have ended their tests
 * @param faultFreeFromMs time from which on no fault is injected and conversations must recover;
 *     the duration if faults are possible until the end
 */
public record SimulationScenario(
        int nodes,
        int loopsPerNode,
        int conversations,
        int frameMs,
        int durationMs,
        int faultFreeFromMs,
        ConversationSettings settings,
        SonicBehaviour behaviour,
        ExaminerProfile examiner,
        CandidateSpeechModel.Profile speech) {
    /** Time within which conversations must recover after the last fault, ms. */
    public static final int RECOVERY_MS = 120_000;

    private static final int PRODUCTION_STREAM_MS = 480_000;

    /** Forms of a service that is otherwise as documented. */
    private static final List<Forms> BARGE_IN_FORMS =
            List.of(
                    Forms.documented(),
                    Forms.of(Form.BARGE_IN_AUDIO_ONLY),
                    Forms.of(Form.BARGE_IN_STOP_REASON_ONLY),
                    Forms.of(Form.BARGE_IN_TEXT_ONLY));

    /** Samples a scenario: most are short, some as long as a whole test. */
    public static SimulationScenario sample(RandomStream random) {
        boolean recovers = random.nextBoolean(0.3);
        int durationMs = sampleDurationMs(random);
        int faultFreeFromMs = durationMs;
        if (recovers) {
            faultFreeFromMs = Math.min(durationMs, 300_000);
            durationMs = faultFreeFromMs + RECOVERY_MS + 10_000;
        }
        int maxStreamMs =
                random.nextBoolean(0.4) ? PRODUCTION_STREAM_MS : random.nextInt(40_000, 120_000);
        return new SimulationScenario(
                random.nextInt(1, 3),
                random.nextInt(1, 2),
                random.nextBoolean(0.3) ? 2 : 1,
                random.pick(List.of(20, 32, 32, 40, 40)),
                durationMs,
                faultFreeFromMs,
                new ConversationSettings("amy", streamLife(maxStreamMs), historyLimits(random)),
                behaviour(random, maxStreamMs),
                ExaminerProfile.sample(random),
                speech(random, recovers));
    }

    /** Returns whether the run has a fault-free end in which conversations must recover. */
    public boolean mustRecover() {
        return faultFreeFromMs < durationMs;
    }

    /** Returns this scenario with one more form of the service, or with another one of its kind. */
    public SimulationScenario withForm(Form form) {
        return new SimulationScenario(
                nodes,
                loopsPerNode,
                conversations,
                frameMs,
                durationMs,
                faultFreeFromMs,
                settings,
                behaviour.with(behaviour.model().forms().with(form)),
                examiner,
                speech);
    }

    private static int sampleDurationMs(RandomStream random) {
        int percent = random.nextInt(1, 100);
        if (percent <= 55) {
            return random.nextInt(60_000, 150_000);
        }
        return percent <= 88 ? random.nextInt(150_000, 360_000) : random.nextInt(360_000, 900_000);
    }

    /** Scales the production schedule: 6:00, 7:00 and 7:30 of 8:00. */
    private static RotationSchedule streamLife(int maxStreamMs) {
        return new RotationSchedule(
                Duration.ofMillis(maxStreamMs * 12L / 16),
                Duration.ofMillis(maxStreamMs * 14L / 16),
                Duration.ofMillis(maxStreamMs * 15L / 16));
    }

    private static History.Limits historyLimits(RandomStream random) {
        return random.nextBoolean(0.6)
                ? History.Limits.DEFAULT
                : new History.Limits(random.nextInt(400, 4_000), random.nextInt(4, 20), 100);
    }

    private static SonicBehaviour behaviour(RandomStream random, int maxStreamMs) {
        DurationRange openingDelay =
                random.nextBoolean(0.9)
                        ? new DurationRange(60, 400)
                        : new DurationRange(500, 6_000);
        DurationRange thinkingTime =
                random.nextBoolean(0.9)
                        ? new DurationRange(100, 1_500)
                        : new DurationRange(2_000, 10_000);
        int endpointingMs = random.nextBoolean(0.85) ? 2_000 : 500;
        Forms documented = random.pick(BARGE_IN_FORMS);
        RandomStream formsRandom = random.substream("forms");
        Forms forms =
                formsRandom.nextBoolean(0.5)
                        ? Forms.draw(formsRandom.nextInt(0, 1_000_000), 0)
                        : documented;
        double generationSpeed = random.pick(List.of(1.2, 3.0, 3.0, 10.0));
        int chunkMs = random.pick(List.of(40, 80, 80, 120));
        int inputWindow = random.nextInt(4, 32);
        boolean truncatesReplies = random.nextBoolean(0.1);
        return new SonicBehaviour(
                new ModelSettings(
                        forms,
                        maxStreamMs,
                        ModelSettings.IDLE_MS,
                        generationSpeed,
                        chunkMs,
                        endpointingMs,
                        truncatesReplies),
                openingDelay,
                thinkingTime,
                inputWindow,
                random.nextBoolean(0.5));
    }

    private static CandidateSpeechModel.Profile speech(RandomStream random, boolean recovers) {
        boolean silent = !recovers && random.nextBoolean(0.05);
        DurationRange repeatAfter =
                silent
                        ? new DurationRange(3_000_000, 3_000_000)
                        : new DurationRange(15_000, 30_000);
        DurationRange thinkingTime =
                silent ? repeatAfter : new DurationRange(300, random.nextInt(500, 4_000));
        return new CandidateSpeechModel.Profile(
                silent ? 0 : random.pick(List.of(0.0, 0.1, 0.5)),
                thinkingTime,
                random.nextBoolean(0.8)
                        ? new DurationRange(600, 8_000)
                        : new DurationRange(200, 25_000),
                new DurationRange(0, random.pick(List.of(0, 1_000, 1_900))),
                repeatAfter);
    }
}
