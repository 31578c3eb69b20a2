package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.AssessmentKey;
import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.Region;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hand-over of a marking that outlasts its request: the event {@code {"continue_marking": {…}}} by
 * which the function invokes itself.
 *
 * @param markingId of the marking, which no other replaces meanwhile
 * @param until lapse of the marking: the event is of no use afterwards
 * @param sealed state of the marking, encrypted
 */
record HandOver(AssessmentKey key, String markingId, Instant until, String sealed) {
    /** Name of the event, its only member. */
    static final String NAME = "continue_marking";

    /**
     * Reads the event's value.
     *
     * @throws IllegalArgumentException if a member is missing
     */
    static HandOver of(@Nullable Object value) {
        Map<String, @Nullable Object> members = Json.members(value);
        Optional<Region> region = Region.ofCode(text(members, "region"));
        if (region.isEmpty() || !(members.get("until") instanceof Long until)) {
            throw new IllegalArgumentException("the event lacks a member");
        }
        return new HandOver(
                new AssessmentKey(
                        text(members, "user_id"), text(members, "assessment_id"), region.get()),
                text(members, "marking_id"),
                Instant.ofEpochMilli(until),
                text(members, "sealed"));
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the event lacks a member");
    }

    String toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("user_id", key.userId());
        members.put("assessment_id", key.assessmentId());
        members.put("region", key.region().code());
        members.put("marking_id", markingId);
        members.put("until", until.toEpochMilli());
        members.put("sealed", sealed);
        return Json.write(Map.of(NAME, members));
    }

    /** Returns what the sealed state belongs to, and without which it cannot be opened. */
    String context() {
        return context(key, markingId, until);
    }

    static String context(AssessmentKey key, String markingId, Instant until) {
        return String.join(
                "|",
                key.userId(),
                key.assessmentId(),
                key.region().code(),
                markingId,
                Long.toString(until.toEpochMilli()));
    }

    /** Returns the ids only, not the sealed state. */
    @Override
    public String toString() {
        return "HandOver[" + key.assessmentId() + ", " + markingId + "]";
    }
}
