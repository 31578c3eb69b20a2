package com.ieltsaiprep.common.marking;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Audit part: something that the task asks for, and whether the answer deals with it. */
record AuditPart(String part, Answered answered, String comment) {
    private static final int MAX_PART = 160;
    private static final int MAX_COMMENT = 300;

    static AuditPart read(@Nullable Object value) {
        StrictMembers members = StrictMembers.of(value, "part", "answered", "comment");
        return new AuditPart(
                members.text("part"),
                members.choice("answered", Answered.BY_ID),
                members.text("comment"));
    }

    Optional<AuditPart> verified(OwnWords words) {
        return words.comment(part, MAX_PART)
                .flatMap(
                        shown ->
                                words.comment(comment, MAX_COMMENT)
                                        .map(it -> new AuditPart(shown, answered, it)));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("part", part);
        json.put("answered", answered.id());
        json.put("comment", comment);
        return json;
    }

    /** Returns the type only, never the texts. */
    @Override
    public String toString() {
        return "AuditPart[]";
    }
}
