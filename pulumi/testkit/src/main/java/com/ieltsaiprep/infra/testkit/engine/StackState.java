package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Struct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * State of a stack after a deployment or preview. It has plaintext secrets: it stays in memory.
 *
 * @param resources resources by URN
 * @param outputs outputs of the stack
 */
public record StackState(SortedMap<String, RegisteredResource> resources, Struct outputs) {
    /** Creates a state that does not change. */
    public StackState {
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    }

    /** Returns the resource with a URN. */
    public Optional<RegisteredResource> resource(String urn) {
        return Optional.ofNullable(resources.get(urn));
    }

    /**
     * Compares the registrations of two deployments, and returns a line for each resource that the
     * later one creates, updates or deletes. The lines have names of properties, and no values.
     */
    public List<String> changesFrom(StackState previous) {
        List<String> changes = new ArrayList<>();
        for (RegisteredResource resource : resources.values()) {
            Optional<RegisteredResource> old = previous.resource(resource.urn());
            if (old.isEmpty()) {
                changes.add("create " + resource.urn());
            } else if (!old.get().request().equals(resource.request())) {
                changes.add(
                        "update " + resource.urn() + " " + changedProperties(old.get(), resource));
            }
        }
        for (String urn : previous.resources().keySet()) {
            if (!resources.containsKey(urn)) {
                changes.add("delete " + urn);
            }
        }
        if (!outputs.equals(previous.outputs())) {
            changes.add("update outputs of the stack");
        }
        return changes;
    }

    private static List<String> changedProperties(RegisteredResource old, RegisteredResource now) {
        Map<String, ?> before = old.request().getObject().getFieldsMap();
        Map<String, ?> after = now.request().getObject().getFieldsMap();
        TreeMap<String, Object> changed = new TreeMap<>(before);
        changed.putAll(after);
        changed.keySet()
                .removeIf(key -> before.containsKey(key) && before.get(key).equals(after.get(key)));
        return changed.isEmpty() ? List.of("(options)") : List.copyOf(changed.keySet());
    }
}
