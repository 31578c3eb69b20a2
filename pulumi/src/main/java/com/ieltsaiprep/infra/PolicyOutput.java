package com.ieltsaiprep.infra;

import com.pulumi.core.Output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * IAM policy whose ARNs may be outputs of resources: statements that allow actions on resources.
 */
public final class PolicyOutput {
    private final List<Object> statements = new ArrayList<>();

    /**
     * Allows actions on resources.
     *
     * @param id name of the statement, letters and digits
     * @param resources ARNs as strings or outputs
     */
    public PolicyOutput allow(String id, List<String> actions, List<?> resources) {
        return allow(id, actions, resources, Map.of());
    }

    /**
     * Allows actions on resources under a condition.
     *
     * @param condition operators with their keys and values; empty for none
     */
    public PolicyOutput allow(
            String id, List<String> actions, List<?> resources, Map<String, ?> condition) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", id);
        statement.put("Effect", "Allow");
        statement.put("Action", actions);
        statement.put("Resource", resources);
        if (!condition.isEmpty()) {
            statement.put("Condition", condition);
        }
        statements.add(statement);
        return this;
    }

    /** Returns the policy's JSON. */
    public Output<String> toJson() {
        return JsonOutput.of(Map.of("Version", "2012-10-17", "Statement", statements));
    }

    /** Returns a trust policy that lets an AWS service assume a role. */
    public static String trust(String service) {
        return JsonOutput.text(
                Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(
                                Map.of(
                                        "Effect",
                                        "Allow",
                                        "Action",
                                        "sts:AssumeRole",
                                        "Principal",
                                        Map.of("Service", service)))));
    }
}
