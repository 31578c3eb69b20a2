package com.ieltsaiprep.infra.testkit.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Difference of two plans for people: per resource and property, old and new value. */
public final class PlanDiff {
    /** Longest value in a line. */
    private static final int MAX_VALUE = 120;

    private final List<String> lines = new ArrayList<>();

    private PlanDiff() {}

    /** Returns a line for each resource that differs, and below it one for each property. */
    public static List<String> lines(Plan old, Plan now) {
        PlanDiff diff = new PlanDiff();
        Map<String, Map<String, String>> before = properties(old);
        Map<String, Map<String, String>> after = properties(now);
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            if (!before.containsKey(key)) {
                diff.lines.add("+ " + key);
            } else if (!after.containsKey(key)) {
                diff.lines.add("- " + key);
            } else {
                diff.resource(key, before.get(key), after.get(key));
            }
        }
        return diff.lines;
    }

    private void resource(String key, Map<String, String> before, Map<String, String> after) {
        if (before.equals(after)) {
            return;
        }
        lines.add("~ " + key);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            String old = before.getOrDefault(name, "");
            String now = after.getOrDefault(name, "");
            if (!before.containsKey(name)) {
                lines.add("    + " + name + value(now));
            } else if (!after.containsKey(name)) {
                lines.add("    - " + name + value(old));
            } else if (!old.equals(now)) {
                lines.add("    ~ " + name + ": " + cut(old) + " → " + cut(now));
            }
        }
    }

    private static Map<String, Map<String, String>> properties(Plan plan) {
        Map<String, Map<String, String>> resources = new TreeMap<>();
        for (PlannedResource resource : plan.resources()) {
            Map<String, String> leaves = new TreeMap<>();
            leaves.put("parent", resource.parent());
            leaves.put("provider", resource.provider());
            resource.dependencies().forEach(it -> leaves.put("depends on " + it, ""));
            flatten("option ", resource.options(), leaves);
            flatten("", resource.inputs(), leaves);
            resources.put(resource.key(), leaves);
        }
        Map<String, String> outputs = new TreeMap<>();
        flatten("", plan.outputs(), outputs);
        resources.put("outputs of the stack", outputs);
        return resources;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            String prefix = path.isEmpty() || path.endsWith(" ") ? path : path + ".";
            node.properties().forEach(it -> flatten(prefix + it.getKey(), it.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), leaves);
            }
        } else if (!path.isBlank() && !path.endsWith(" ")) {
            leaves.put(path, node.isTextual() ? node.asText() : node.toString());
        }
    }

    private static String value(String value) {
        return value.isEmpty() ? "" : ": " + cut(value);
    }

    private static String cut(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
    }
}
