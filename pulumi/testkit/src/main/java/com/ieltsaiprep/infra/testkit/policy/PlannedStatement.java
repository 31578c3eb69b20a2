package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Statement of a role's policy in a plan.
 *
 * @param policy resource that has the statement
 * @param role name of the role in AWS
 * @param index position in the policy
 * @param allows true for Allow, false for Deny
 */
record PlannedStatement(
        PlannedResource policy,
        String role,
        int index,
        boolean allows,
        List<String> actions,
        List<String> resources,
        JsonNode condition) {
    static final String ROLE = "aws:iam/role:Role";
    static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

    /** Creates a statement whose lists do not change. */
    PlannedStatement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    /** Returns the statements of all roles. */
    static List<PlannedStatement> of(Plan plan) {
        List<PlannedStatement> statements = new ArrayList<>();
        for (PlannedResource policy : plan.ofType(ROLE_POLICY)) {
            JsonNode list = Properties.at(policy, "policy.json.Statement");
            for (int i = 0; i < list.size(); i++) {
                statements.add(statement(policy, i, list.get(i)));
            }
        }
        return statements;
    }

    /** Returns the statements that allow something. */
    static Stream<PlannedStatement> allowing(Plan plan) {
        return of(plan).stream().filter(PlannedStatement::allows);
    }

    /** Returns the path of the statement in its policy. */
    String path() {
        return "policy.json.Statement." + index;
    }

    /** Returns whether an action on a resource is one of the statement's, conditions apart. */
    boolean covers(String action, String resource) {
        return actions.stream().anyMatch(it -> Wildcards.matches(it, action))
                && resources.stream().anyMatch(it -> Wildcards.matches(it, resource));
    }

    private static PlannedStatement statement(PlannedResource policy, int index, JsonNode json) {
        return new PlannedStatement(
                policy,
                Properties.text(policy, "role"),
                index,
                json.path("Effect").asText().equals("Allow"),
                Properties.texts(json.path("Action")),
                Properties.texts(json.path("Resource")),
                json.path("Condition"));
    }
}
