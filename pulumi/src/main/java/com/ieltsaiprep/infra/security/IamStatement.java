package com.ieltsaiprep.infra.security;

import com.ieltsaiprep.infra.JsonOutput;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Statement of an IAM policy.
 *
 * @param sid identifier, letters and digits
 * @param effect {@code Allow} or {@code Deny}
 * @param actions such as {@code dynamodb:GetItem}
 * @param resources ARNs
 * @param conditions operators with their keys and values; empty: none
 */
public record IamStatement(
        String sid,
        String effect,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, String>> conditions) {
    /** Copies the collections. */
    public IamStatement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = Map.copyOf(conditions);
    }

    /** Returns a statement that allows actions on resources. */
    public static IamStatement allow(String sid, List<String> actions, List<String> resources) {
        return new IamStatement(sid, "Allow", actions, resources, Map.of());
    }

    /** Returns a statement that denies actions on resources, whatever else allows them. */
    public static IamStatement deny(String sid, List<String> actions, List<String> resources) {
        return new IamStatement(sid, "Deny", actions, resources, Map.of());
    }

    /** Returns the statement, limited to requests that meet a condition. */
    public IamStatement when(String operator, String key, String value) {
        return new IamStatement(
                sid, effect, actions, resources, Map.of(operator, Map.of(key, value)));
    }

    /** Returns the JSON of a policy of statements. */
    public static String policy(List<IamStatement> statements) {
        return JsonOutput.text(
                Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        statements.stream().map(IamStatement::members).toList()));
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new HashMap<>();
        members.put("Sid", sid);
        members.put("Effect", effect);
        members.put("Action", actions);
        members.put("Resource", resources);
        if (!conditions.isEmpty()) {
            members.put("Condition", conditions);
        }
        return members;
    }
}
