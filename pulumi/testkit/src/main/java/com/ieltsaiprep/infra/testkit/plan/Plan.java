package com.ieltsaiprep.infra.testkit.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.engine.StackState;

import java.util.List;
import java.util.Optional;

/**
 * Plan of a stack: all that its program registers, with secrets masked and made-up values where AWS
 * would compute them.
 *
 * @param stack name of the stack
 * @param resources resources in the order of their URNs
 * @param outputs outputs of the stack
 */
public record Plan(String stack, List<PlannedResource> resources, JsonNode outputs) {
    /** Creates a plan whose list does not change. */
    public Plan {
        resources = List.copyOf(resources);
    }

    /** Returns the plan of what a program has registered. */
    public static Plan of(String stack, StackState state) {
        return PlanBuilder.build(stack, state);
    }

    /** Returns the resources of a type. */
    public List<PlannedResource> ofType(String type) {
        return resources.stream().filter(it -> it.type().equals(type)).toList();
    }

    /** Returns the resource with a key. */
    public Optional<PlannedResource> resource(String key) {
        return resources.stream().filter(it -> it.key().equals(key)).findFirst();
    }
}
