package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Prompt library: one version of the markers' instructions and of the band descriptors. */
final class PromptLibrary {
    /** Version of the prompts, which every report names; a change of their words is a new one. */
    static final String VERSION = "1";

    private static final String FOLDER = "prompts-" + VERSION + "/";

    private final String criterionInstructions;
    private final String feedbackInstructions;
    private final Map<String, @Nullable Object> descriptors;

    private PromptLibrary() {
        criterionInstructions = MarkingResources.text(FOLDER + "criterion.txt").strip();
        feedbackInstructions = MarkingResources.text(FOLDER + "feedback.txt").strip();
        descriptors = MarkingResources.json(FOLDER + "descriptors.json");
    }

    static PromptLibrary load() {
        return new PromptLibrary();
    }

    String criterionInstructions(CriterionGuide guide, Framing framing) {
        return criterionInstructions
                .replace("{criterion}", guide.name())
                .replace("{covers}", guide.covers())
                .replace("{excludes}", guide.excludes())
                .replace("{checklist}", "   - " + String.join("\n   - ", guide.checklist()))
                .replace("{framing}", text(member(descriptors, "framings"), framing.id()));
    }

    String feedbackInstructions(WritingTask task) {
        return feedbackInstructions.replace(
                "{audit}", text(member(descriptors, "audit"), task.id()));
    }

    CriterionGuide guide(WritingTask task, Criterion criterion) {
        Map<String, @Nullable Object> about =
                member(member(descriptors, "criteria"), criterion.id());
        Map<String, @Nullable Object> kind = member(member(about, "tasks"), task.id());
        List<String> bands =
                kind.get("bands") instanceof String shared
                        ? texts(member(descriptors, "bands"), shared)
                        : texts(kind, "bands");
        return new CriterionGuide(
                text(about, "name"),
                text(about, "covers"),
                text(about, "excludes"),
                texts(kind, "checklist"),
                bands);
    }

    private static Map<String, @Nullable Object> member(
            Map<String, @Nullable Object> json, String name) {
        return Json.members(json.get(name));
    }

    private static String text(Map<String, @Nullable Object> json, String name) {
        return (String) Objects.requireNonNull(json.get(name), name);
    }

    private static List<String> texts(Map<String, @Nullable Object> json, String name) {
        return json.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }
}
