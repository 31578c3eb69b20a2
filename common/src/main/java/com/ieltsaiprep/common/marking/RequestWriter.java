package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Request writer: puts instructions, task, facts, descriptors and answer into a model request. The
 * answer is a JSON string in the last member, so that no text of it can leave its field.
 */
final class RequestWriter {
    private static final int CRITERION_TOKENS = 1_500;
    private static final int FEEDBACK_TOKENS = 3_000;

    private final PromptLibrary prompts;
    private final MarkingConfig config;

    RequestWriter(PromptLibrary prompts, MarkingConfig config) {
        this.prompts = prompts;
        this.config = config;
    }

    ModelRequest first(MarkingCall call, TaskPlan plan) {
        return request(call.id(), call, plan, system(call));
    }

    /** Returns the same request with a note on what was wrong with the reply. */
    ModelRequest repair(MarkingCall call, TaskPlan plan, ReplyFault fault) {
        String note =
                "\n\nYour previous reply to this request could not be used. "
                        + fault.explanation()
                        + " Answer the whole request again.";
        return request(call.repairId(), call, plan, system(call) + note);
    }

    private ModelRequest request(String id, MarkingCall call, TaskPlan plan, String system) {
        return new ModelRequest(
                id,
                call.second() ? config.secondModel().orElse(config.model()) : config.model(),
                system,
                Json.write(user(call, plan)),
                ToolSchemas.name(call),
                ToolSchemas.of(call),
                call.criterion().isPresent() ? CRITERION_TOKENS : FEEDBACK_TOKENS);
    }

    private String system(MarkingCall call) {
        return call.criterion()
                .map(it -> prompts.guide(call.task(), it))
                .map(it -> prompts.criterionInstructions(it, call.framing()))
                .orElseGet(() -> prompts.feedbackInstructions(call.task()));
    }

    private Map<String, Object> user(MarkingCall call, TaskPlan plan) {
        Map<String, Object> user = new LinkedHashMap<>();
        call.criterion().ifPresent(it -> user.put("criterion", it.id()));
        user.put("framing", call.framing().id());
        user.put("task", call.task().id());
        user.put("prompt", plan.texts(call.version()).prompt());
        if (!plan.markerNotes().isEmpty()) {
            user.put("marker_notes", plan.markerNotes());
        }
        user.put("facts", plan.markerFacts(call.version()));
        user.put("descriptors", descriptors(call));
        user.put("candidate_answer", plan.texts(call.version()).essay());
        return user;
    }

    private List<Map<String, Object>> descriptors(MarkingCall call) {
        Optional<List<Map<String, Object>>> bands =
                call.criterion()
                        .map(it -> prompts.guide(call.task(), it))
                        .map(it -> bands(it, call.framing()));
        return bands.orElseGet(() -> overview(call.task()));
    }

    private static List<Map<String, Object>> bands(CriterionGuide guide, Framing framing) {
        List<Map<String, Object>> bands = new ArrayList<>();
        for (int i = 0; i < guide.bands().size(); i++) {
            Map<String, Object> band = new LinkedHashMap<>();
            band.put("band", i + 1);
            band.put("description", guide.bands().get(i));
            bands.add(band);
        }
        return switch (framing) {
            case ASCENDING -> bands;
            case DESCENDING -> bands.reversed();
        };
    }

    private List<Map<String, Object>> overview(WritingTask task) {
        List<Map<String, Object>> criteria = new ArrayList<>();
        for (Criterion criterion : task.criteria()) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("criterion", criterion.id());
            member.put("description", prompts.guide(task, criterion).covers());
            criteria.add(member);
        }
        return criteria;
    }
}
