package com.ieltsaiprep.common.marking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON schemas of the tools that a marker calls. The order of the properties is the order of
 * writing: a model that has to write evidence first decides the band on it.
 *
 * <p>Nova accepts only {@code type}, {@code properties} and {@code required} at the top level.
 * Limits that a schema cannot make a model keep are checked in {@link StrictMembers}.
 */
final class ToolSchemas {
    private static final String MARK_CRITERION = "mark_criterion";
    private static final String GIVE_FEEDBACK = "give_feedback";

    private ToolSchemas() {}

    static String name(MarkingCall call) {
        return call.criterion().isPresent() ? MARK_CRITERION : GIVE_FEEDBACK;
    }

    static Map<String, Object> of(MarkingCall call) {
        return call.criterion().isPresent() ? markCriterion() : giveFeedback();
    }

    private static Map<String, Object> markCriterion() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("quote", text("At most 8 words, copied exactly from candidate_answer"));
        evidence.put("comment", text("What the place shows about the criterion, one sentence"));
        evidence.put("kind", choice("strength", "weakness"));
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("item", text("A point of the checklist"));
        point.put("met", choice("yes", "partly", "no"));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("evidence", list("Three to five places", object(evidence)));
        properties.put("checklist", list("Every point of the checklist", object(point)));
        properties.put("limiting_factor", text("What keeps the answer from the next band"));
        properties.put("next_step", text("One exercise that works on it"));
        properties.put("band", integer("The band that fits best", 1, 9));
        return object(properties);
    }

    private static Map<String, Object> giveFeedback() {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("part", text("Something that the task asks for"));
        part.put("answered", choice("yes", "partly", "no"));
        part.put("comment", text("Why, one sentence"));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("audit", list("The parts of the task", object(part)));
        properties.put("error_patterns", list("At most 7, most frequent first", pattern()));
        properties.put("improved_sentences", list("At most 3", improvedSentence()));
        properties.put("vocabulary", list("At most 6", vocabulary()));
        properties.put("next_actions", list("Exactly 3", text("One thing to do next")));
        return object(properties);
    }

    private static Map<String, Object> pattern() {
        Map<String, Object> pattern = new LinkedHashMap<>();
        pattern.put("pattern", text("Name of the kind of mistake"));
        pattern.put("count", integer("How often it occurs", 1, 999));
        pattern.put("quote", text("At most 8 words, copied exactly from candidate_answer"));
        pattern.put("correction", text("The same words, corrected"));
        pattern.put("rule", text("The rule, one sentence"));
        return object(pattern);
    }

    private static Map<String, Object> improvedSentence() {
        Map<String, Object> sentence = new LinkedHashMap<>();
        sentence.put("original", text("A sentence copied exactly from candidate_answer"));
        sentence.put("improved", text("The same sentence, one step better"));
        sentence.put("why", text("Why it is better, one sentence"));
        return object(sentence);
    }

    private static Map<String, Object> vocabulary() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("word", text("A word or phrase to learn"));
        item.put("meaning", text("Its meaning in a few words"));
        item.put("example", text("A sentence on another topic"));
        return object(item);
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", List.copyOf(properties.keySet()));
        return schema;
    }

    private static Map<String, Object> list(String description, Map<String, Object> items) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("description", description);
        schema.put("items", items);
        return schema;
    }

    private static Map<String, Object> text(String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("description", description);
        return schema;
    }

    private static Map<String, Object> choice(String... values) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("enum", List.of(values));
        return schema;
    }

    private static Map<String, Object> integer(String description, int least, int most) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("description", description);
        schema.put("minimum", least);
        schema.put("maximum", most);
        return schema;
    }
}
