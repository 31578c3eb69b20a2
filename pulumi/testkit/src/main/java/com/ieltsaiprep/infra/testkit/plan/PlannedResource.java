package com.ieltsaiprep.infra.testkit.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/**
 * Resource in a plan.
 *
 * @param key types and name, joined by two colons: the URN without stack and project
 * @param type type, such as {@code aws:lambda/function:Function}
 * @param name name in the program
 * @param parent key of the component that it belongs to, empty for the stack
 * @param provider name of the provider in the program, empty for components
 * @param options options that are set, such as {@code protect}
 * @param dependencies keys of the resources that it needs, in order
 * @param inputs properties, in the form of {@link PlanValues}
 */
public record PlannedResource(
        String key,
        String type,
        String name,
        String parent,
        String provider,
        JsonNode options,
        List<String> dependencies,
        JsonNode inputs) {
    /** Creates a resource whose dependencies do not change. */
    public PlannedResource {
        dependencies = List.copyOf(dependencies);
    }
}
