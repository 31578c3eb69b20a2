package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Codec of marking states: JSON with a version of the form. */
final class MarkingStateCodec {
    private static final int VERSION = 1;
    private static final int MAX_DEPTH = 10;
    private static final int MAX_TEXT = 4 * Essay.MAX_CODE_POINTS;

    private MarkingStateCodec() {}

    static String write(MarkingState state) {
        Map<String, Object> outcomes = new LinkedHashMap<>();
        state.outcomes().forEach((id, outcome) -> outcomes.put(id, write(outcome)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("module", state.submission().module().id());
        json.put(
                "answers",
                state.submission().answers().stream().map(MarkingStateCodec::write).toList());
        json.put("outcomes", outcomes);
        return Json.write(json);
    }

    private static Map<String, Object> write(TaskAnswer answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task", answer.task().id());
        json.put("prompt", answer.prompt());
        json.put("marker_notes", answer.markerNotes());
        json.put("essay", answer.essay().text());
        return json;
    }

    private static Map<String, Object> write(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Marked(CriterionOpinion opinion) ->
                    Map.of("opinion", opinion.toJson());
            case CallOutcome.Advised(Feedback feedback) -> Map.of("feedback", feedback.toJson());
            case CallOutcome.Invalid(ReplyFault fault) -> Map.of("invalid", fault.id());
            case CallOutcome.Unanswered() -> Map.of("unanswered", true);
        };
    }

    static MarkingState read(String json) {
        try {
            return state(Json.members(new Json(MAX_DEPTH, MAX_TEXT).read(json)));
        } catch (IOException | InvalidReplyException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a marking state: " + e.getClass().getName());
        }
    }

    private static MarkingState state(Map<String, @Nullable Object> json) {
        StrictMembers members = StrictMembers.of(json, "version", "module", "answers", "outcomes");
        members.integer("version", VERSION, VERSION);
        Submission submission =
                new Submission(
                        ExamModule.of(members.text("module")).orElseThrow(MarkingStateCodec::bad),
                        members.list("answers", MarkingStateCodec::answer));
        Map<String, CallOutcome> outcomes = new TreeMap<>();
        Json.members(json.get("outcomes"))
                .forEach((id, outcome) -> outcomes.put(id, outcome(Json.members(outcome))));
        return new MarkingState(submission, outcomes);
    }

    private static TaskAnswer answer(@Nullable Object value) {
        Map<String, @Nullable Object> json = Json.members(value);
        StrictMembers members = StrictMembers.of(json, "task", "prompt", "marker_notes", "essay");
        if (json.get("prompt") instanceof String prompt
                && json.get("marker_notes") instanceof String notes
                && json.get("essay") instanceof String essay) {
            return new TaskAnswer(
                    WritingTask.of(members.text("task")).orElseThrow(MarkingStateCodec::bad),
                    prompt,
                    notes,
                    new Essay(essay));
        }
        throw bad();
    }

    private static CallOutcome outcome(Map<String, @Nullable Object> json) {
        if (json.containsKey("opinion")) {
            return new CallOutcome.Marked(CriterionOpinion.read(Json.members(json.get("opinion"))));
        } else if (json.containsKey("feedback")) {
            return new CallOutcome.Advised(Feedback.read(Json.members(json.get("feedback"))));
        } else if (json.get("invalid") instanceof String fault) {
            return new CallOutcome.Invalid(
                    ReplyFault.of(fault).orElseThrow(MarkingStateCodec::bad));
        } else if (json.containsKey("unanswered")) {
            return new CallOutcome.Unanswered();
        }
        throw bad();
    }

    private static IllegalArgumentException bad() {
        return new IllegalArgumentException("unknown value");
    }
}
