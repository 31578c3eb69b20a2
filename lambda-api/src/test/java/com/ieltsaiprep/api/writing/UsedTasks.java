package com.ieltsaiprep.api.writing;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/** Factory of items of assessments of the past. */
final class UsedTasks {
    private UsedTasks() {}

    /** Returns the item of a finished assessment of two tasks. */
    static Map<String, AttributeValue> item(String userId, int number, List<String> taskIds) {
        return Map.ofEntries(
                Map.entry("user_id", AttributeValue.fromS(userId)),
                Map.entry(
                        "assessment_id",
                        AttributeValue.fromS("019ad9c2-7f3e-7a61-9c1b-%012d".formatted(number))),
                Map.entry("module", AttributeValue.fromS("academic_writing")),
                Map.entry("region", AttributeValue.fromS("us")),
                Map.entry("created_at", AttributeValue.fromN("1796083200000")),
                Map.entry("marked_at", AttributeValue.fromN("1796083214000")),
                Map.entry("text_hash", AttributeValue.fromS("h")),
                Map.entry("marking_id", AttributeValue.fromS("m")),
                Map.entry("assessment_state", AttributeValue.fromS("done")),
                Map.entry(
                        "overall",
                        AttributeValue.fromM(
                                Map.of(
                                        "band", AttributeValue.fromN("6.5"),
                                        "low", AttributeValue.fromN("6"),
                                        "high", AttributeValue.fromN("7")))),
                Map.entry(
                        "task_ids",
                        AttributeValue.fromL(
                                taskIds.stream().map(AttributeValue::fromS).toList())));
    }
}
