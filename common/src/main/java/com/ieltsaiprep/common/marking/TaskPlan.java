package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.text.TextFacts;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Task plan: what is known of an answer before any call, and the calls that mark it. */
final class TaskPlan {
    private final TaskAnswer answer;
    private final Map<EssayVersion, MarkerTexts> versions;
    private final Optional<ReasonCode> gate;

    TaskPlan(TaskAnswer answer) {
        this.answer = answer;
        MarkerTexts plain = MarkerTexts.of(answer);
        Optional<MarkerTexts> masked = plain.masked();
        versions = new EnumMap<>(Map.of(EssayVersion.PLAIN, plain));
        masked.ifPresent(it -> versions.put(EssayVersion.MASKED, it));
        gate = ScoreGate.of(answer.essay(), plain, masked);
    }

    private TaskPlan(TaskPlan plan, ReasonCode gate) {
        this.answer = plan.answer;
        this.versions = plan.versions;
        this.gate = Optional.of(gate);
    }

    /**
     * Returns the plans of a submission. If an answer cannot have a band, there is no overall band,
     * and no model marks the other answer either: a test without a mark costs nothing, and must not
     * be a way to have one task marked for nothing.
     */
    static List<TaskPlan> of(Submission submission) {
        List<TaskPlan> plans = submission.answers().stream().map(TaskPlan::new).toList();
        return plans.stream().noneMatch(TaskPlan::isUnscoreable)
                ? plans
                : plans.stream()
                        .map(
                                it ->
                                        it.gate.isPresent()
                                                ? it
                                                : new TaskPlan(it, ReasonCode.OTHER_TASK))
                        .toList();
    }

    private boolean isUnscoreable() {
        return gate.filter(it -> ScoreGate.band(it).isEmpty()).isPresent();
    }

    WritingTask task() {
        return answer.task();
    }

    /** Returns what a good answer reports, by the author of the task; maybe empty. */
    String markerNotes() {
        return answer.markerNotes();
    }

    /** Returns why no model marks the answer; empty if models do. */
    Optional<ReasonCode> gate() {
        return gate;
    }

    boolean isSuspicious() {
        return versions.containsKey(EssayVersion.MASKED);
    }

    /** Returns the measures of the whole answer. */
    TextFacts facts() {
        return texts(EssayVersion.PLAIN).facts();
    }

    /** Returns what the markers of a version read. */
    MarkerTexts texts(EssayVersion version) {
        return Objects.requireNonNull(versions.get(version));
    }

    /** Returns the candidate's own words, in the characters of the essay if it is complete. */
    OwnWords ownWords(EssayVersion version) {
        String essay =
                switch (version) {
                    case PLAIN -> answer.essay().text();
                    case MASKED -> texts(version).essay();
                };
        return new OwnWords(essay, answer.prompt());
    }

    /** Returns the calls that mark the answer; none if the gate is closed. */
    List<MarkingCall> calls(boolean second) {
        return gate.isPresent()
                ? List.of()
                : MarkingCall.of(task(), List.copyOf(versions.keySet()), second);
    }

    /** Returns the facts that a marker may rely on. */
    Map<String, Object> markerFacts(EssayVersion version) {
        TextFacts facts = texts(version).facts();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("words", facts.words());
        json.put("counted_words", facts.countedWords());
        json.put("minimum_words", task().minimumWords());
        json.put("sentences", facts.sentences());
        json.put("paragraphs", facts.paragraphs());
        return json;
    }

    /** Returns the task only. */
    @Override
    public String toString() {
        return "TaskPlan[" + task() + "]";
    }
}
