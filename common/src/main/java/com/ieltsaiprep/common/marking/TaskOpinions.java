package com.ieltsaiprep.common.marking;

import java.util.EnumMap;
import java.util.Map;

/**
 * Task opinions: the opinions that count for a task, of the plain or of the masked essay.
 *
 * <p>A suspicious essay is marked with and without its suspicious sentences. If that makes a
 * difference of a band or more in any criterion, the masked essay counts, else the plain one; a
 * criterion of which the masked essay has no opinion is not marked, because the plain one is not
 * trusted alone.
 */
final class TaskOpinions {
    /** Difference of a criterion's means from which the masked essay counts. */
    private static final double MASKING_MATTERS = 1;

    private static final double TOLERANCE = 1e-9;

    private final EssayVersion version;
    private final Map<Criterion, Opinions> opinions;

    private TaskOpinions(EssayVersion version, Map<Criterion, Opinions> opinions) {
        this.version = version;
        this.opinions = opinions;
    }

    static TaskOpinions of(TaskPlan plan, MarkingState state, MarkingConfig config) {
        Map<Criterion, Opinions> plain = collect(plan, state, config, EssayVersion.PLAIN);
        if (!plan.isSuspicious()) {
            return new TaskOpinions(EssayVersion.PLAIN, plain);
        }
        Map<Criterion, Opinions> masked = collect(plan, state, config, EssayVersion.MASKED);
        if (plan.task().criteria().stream()
                .anyMatch(it -> differs(get(plain, it), get(masked, it)))) {
            return new TaskOpinions(EssayVersion.MASKED, masked);
        }
        plain.keySet().removeIf(it -> get(masked, it).size() == 0);
        return new TaskOpinions(EssayVersion.PLAIN, plain);
    }

    private static Map<Criterion, Opinions> collect(
            TaskPlan plan, MarkingState state, MarkingConfig config, EssayVersion version) {
        Map<Criterion, Opinions> collected = new EnumMap<>(Criterion.class);
        for (Criterion criterion : plan.task().criteria()) {
            Opinions opinions = new Opinions();
            for (MarkingCall call :
                    MarkingCall.opinions(
                            plan.task(), criterion, version, config.secondModel().isPresent())) {
                if (state.outcome(call).orElse(null)
                        instanceof CallOutcome.Marked(CriterionOpinion opinion)) {
                    opinions.add(opinion, calibrated(config, call, criterion, opinion.band()));
                }
            }
            collected.put(criterion, opinions);
        }
        return collected;
    }

    private static double calibrated(
            MarkingConfig config, MarkingCall call, Criterion criterion, int band) {
        String model = call.second() ? config.secondModel().orElse(config.model()) : config.model();
        return config.calibration().apply(model, PromptLibrary.VERSION, criterion, band);
    }

    /** Returns whether masking matters, or whether only the masked essay has an opinion. */
    private static boolean differs(Opinions plain, Opinions masked) {
        if (plain.size() == 0 || masked.size() == 0) {
            return masked.size() > 0;
        }
        return Math.abs(plain.mean() - masked.mean()) >= MASKING_MATTERS - TOLERANCE;
    }

    private static Opinions get(Map<Criterion, Opinions> opinions, Criterion criterion) {
        return opinions.getOrDefault(criterion, new Opinions());
    }

    /** Returns the version of the essay that counts. */
    EssayVersion version() {
        return version;
    }

    /** Returns the opinions on a criterion, maybe none. */
    Opinions of(Criterion criterion) {
        return get(opinions, criterion);
    }

    /** Returns the smallest number of opinions on a criterion that has any; 0 if none has. */
    int fewest() {
        return opinions.values().stream()
                .mapToInt(Opinions::size)
                .filter(it -> it > 0)
                .min()
                .orElse(0);
    }
}
