package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/**
 * IAM actions that AWS publishes, with the resource types that each can be limited to. {@code npm
 * run iam-data} in {@code pulumi/policy} writes the file anew.
 */
final class IamActions {
    private final JsonNode services = PolicyData.read("iam-actions.json").path("services");

    boolean exists(String action) {
        return !types(action).isMissingNode();
    }

    /** Returns whether an action works on the whole account only. */
    boolean hasNoResource(String action) {
        return types(action).asText().isEmpty();
    }

    /** Returns whether a resource of a policy is of a type that the action is limited to. */
    boolean fits(String action, String arn) {
        JsonNode patterns = services.path(service(action)).path("resources");
        return List.of(types(action).asText().split(" ", -1)).stream()
                .map(type -> patterns.path(type).asText())
                .anyMatch(pattern -> Wildcards.overlap(pattern, arn));
    }

    private JsonNode types(String action) {
        return services.path(service(action))
                .path("actions")
                .path(action.substring(action.indexOf(':') + 1));
    }

    private static String service(String action) {
        return action.substring(0, Math.max(0, action.indexOf(':')));
    }
}
