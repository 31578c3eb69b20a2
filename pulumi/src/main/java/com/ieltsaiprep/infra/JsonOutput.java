package com.ieltsaiprep.infra;

import com.pulumi.core.Output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * JSON document of maps, lists, strings, numbers and booleans, any of which may be the output of a
 * resource. Members are sorted by name, so that a plan does not depend on the order of a map.
 */
public final class JsonOutput {
    private JsonOutput() {}

    /** Returns the text of a document once all its outputs are known; secret if one of them is. */
    public static Output<String> of(Object value) {
        return resolve(value).applyValue(JsonOutput::text);
    }

    private static Output<Object> resolve(Object value) {
        if (value instanceof Output<?> output) {
            return output.applyValue(known -> known);
        }
        if (value instanceof Map<?, ?> members) {
            Map<String, Output<Object>> sorted = new TreeMap<>();
            members.forEach((name, member) -> sorted.put((String) name, resolve(member)));
            List<String> names = List.copyOf(sorted.keySet());
            return Output.all(new ArrayList<>(sorted.values()))
                    .applyValue(values -> join(names, values));
        }
        if (value instanceof List<?> elements) {
            List<Output<Object>> resolved = elements.stream().map(JsonOutput::resolve).toList();
            return Output.all(resolved).applyValue(values -> values);
        }
        return Output.of(value);
    }

    private static Object join(List<String> names, List<Object> values) {
        Map<String, Object> members = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            members.put(names.get(i), values.get(i));
        }
        return members;
    }

    /** Returns the text of a document without outputs. */
    public static String text(Object value) {
        if (value instanceof Map<?, ?> members) {
            return new TreeMap<>(members)
                    .entrySet().stream()
                            .map(
                                    member ->
                                            quote((String) member.getKey())
                                                    + ":"
                                                    + text(member.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> elements) {
            return elements.stream()
                    .map(JsonOutput::text)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return quote((String) value);
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
