package com.ieltsaiprep.common.marking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Assessor: computes the marks that the outcomes of a marking state allow. */
final class Assessor {
    private final MarkingConfig config;

    Assessor(MarkingConfig config) {
        this.config = config;
    }

    Assessment assess(MarkingState state) {
        List<TaskMark> tasks = new ArrayList<>();
        List<TaskOpinions> all = new ArrayList<>();
        for (TaskPlan plan : state.plans()) {
            Optional<ReasonCode> gate = plan.gate();
            if (gate.isPresent()) {
                tasks.add(gated(plan, gate.get()));
            } else {
                TaskOpinions opinions = TaskOpinions.of(plan, state, config);
                all.add(opinions);
                tasks.add(marked(plan, opinions, feedback(plan, state)));
            }
        }
        return new Assessment(state.submission().module(), overall(tasks), tasks, method(all));
    }

    /** Returns the mark that code alone sets. */
    private static TaskMark gated(TaskPlan plan, ReasonCode reason) {
        Optional<BandRange> band = ScoreGate.band(reason).map(it -> new BandRange(it, it, it));
        List<CriterionMark> criteria =
                plan.task().criteria().stream()
                        .map(it -> CriterionMark.of(it, reason, band))
                        .toList();
        return new TaskMark(
                plan.task(),
                band,
                reasons(plan, Optional.of(reason)),
                criteria,
                Feedback.NONE,
                plan.facts());
    }

    private static TaskMark marked(TaskPlan plan, TaskOpinions opinions, Feedback feedback) {
        double deduction =
                LengthDeduction.of(
                        plan.texts(opinions.version()).facts().countedWords(),
                        plan.task().minimumWords());
        Plausibility plausibility = new Plausibility(plan.facts().words(), feedback);
        List<CriterionMark> criteria =
                plan.task().criteria().stream()
                        .map(it -> opinions.of(it).mark(it, it.judgesTheTask() ? deduction : 0))
                        .map(plausibility::check)
                        .toList();
        Optional<ReasonCode> length =
                deduction > 0 ? Optional.of(ReasonCode.UNDER_LENGTH) : Optional.empty();
        return new TaskMark(
                plan.task(),
                all(criteria.stream().map(CriterionMark::band)).map(BandArithmetic::task),
                reasons(plan, length),
                criteria,
                feedback,
                plan.facts());
    }

    private static List<ReasonCode> reasons(TaskPlan plan, Optional<ReasonCode> reason) {
        Optional<ReasonCode> suspicious =
                plan.isSuspicious() ? Optional.of(ReasonCode.SUSPICIOUS_TEXT) : Optional.empty();
        return Stream.of(reason, suspicious).flatMap(Optional::stream).distinct().toList();
    }

    private static Optional<BandRange> overall(List<TaskMark> tasks) {
        List<Integer> weights = tasks.stream().map(it -> it.task().weight()).toList();
        return all(tasks.stream().map(TaskMark::band))
                .map(it -> BandArithmetic.weighted(it, weights));
    }

    /** Returns all bands; empty if any is missing. */
    private static Optional<List<BandRange>> all(Stream<Optional<BandRange>> bands) {
        List<Optional<BandRange>> list = bands.toList();
        return list.stream().allMatch(Optional::isPresent)
                ? Optional.of(list.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    private Feedback feedback(TaskPlan plan, MarkingState state) {
        return plan.calls(config.secondModel().isPresent()).stream()
                .flatMap(call -> state.outcome(call).stream())
                .filter(CallOutcome.Advised.class::isInstance)
                .map(it -> ((CallOutcome.Advised) it).feedback())
                .findFirst()
                .orElse(Feedback.NONE);
    }

    private MarkingMethod method(List<TaskOpinions> opinions) {
        return new MarkingMethod(
                Stream.concat(Stream.of(config.model()), config.secondModel().stream()).toList(),
                PromptLibrary.VERSION,
                config.calibration().version(),
                config.calibration().isCalibrated(),
                opinions.stream().mapToInt(TaskOpinions::fewest).min().orElse(0));
    }
}
