package com.ieltsaiprep.common.marking;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Criterion opinion: what one call says about one criterion.
 *
 * @param limitingFactor empty if it may not be shown
 * @param nextStep empty if it may not be shown
 * @param band 1 to 9
 */
record CriterionOpinion(
        List<Evidence> evidence,
        List<ChecklistItem> checklist,
        String limitingFactor,
        String nextStep,
        int band) {
    private static final int MAX_SENTENCES = 400;
    private static final int MAX_CHECKLIST = 6;

    CriterionOpinion {
        evidence = List.copyOf(evidence);
        checklist = List.copyOf(checklist);
    }

    /** Reads a tool's input, unverified, or what {@link #toJson} wrote. */
    static CriterionOpinion read(Map<String, @Nullable Object> input) {
        StrictMembers members =
                StrictMembers.of(
                        input, "evidence", "checklist", "limiting_factor", "next_step", "band");
        return new CriterionOpinion(
                members.list("evidence", Evidence::read),
                members.list("checklist", ChecklistItem::read),
                members.text("limiting_factor"),
                members.text("next_step"),
                members.integer("band", 1, 9));
    }

    /** Returns the opinion with what is true of the essay and may be shown. */
    CriterionOpinion verified(OwnWords words) {
        return new CriterionOpinion(
                evidence.stream().map(it -> it.verified(words)).flatMap(Optional::stream).toList(),
                checklist.stream()
                        .map(it -> it.verified(words))
                        .flatMap(Optional::stream)
                        .limit(MAX_CHECKLIST)
                        .toList(),
                words.comment(limitingFactor, MAX_SENTENCES).orElse(""),
                words.comment(nextStep, MAX_SENTENCES).orElse(""),
                band);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("evidence", evidence.stream().map(Evidence::toJson).toList());
        json.put("checklist", checklist.stream().map(ChecklistItem::toJson).toList());
        json.put("limiting_factor", limitingFactor);
        json.put("next_step", nextStep);
        json.put("band", band);
        return json;
    }

    /** Returns the band only. */
    @Override
    public String toString() {
        return "CriterionOpinion[" + band + "]";
    }
}
