package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.List;
import java.util.Set;

/** Rules on IAM: actions exist, and each is allowed on the resources that need it only. */
final class PermissionRules {
    private static final String ACTIONS =
            "https://docs.aws.amazon.com/service-authorization/latest/reference/"
                    + "reference_policies_actions-resources-contextkeys.html";

    /** Actions on all resources that a condition limits, since no ARN of their types fits. */
    private static final Set<String> LIMITED_BY_CONDITION = Set.of("cloudwatch:PutMetricData");

    /** The only managed policy: API Gateway refuses roles that allow less. */
    private static final String API_LOGS =
            "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";

    private static final IamActions PUBLISHED = new IamActions();

    private PermissionRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "iam-actions",
                        "IAM accepts actions that do not exist, and they allow nothing",
                        ACTIONS,
                        PermissionRules::actions),
                new PolicyRule(
                        "iam-wildcards",
                        "A wildcard in an action also allows what AWS adds later",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
                        PermissionRules::wildcards),
                new PolicyRule(
                        "iam-resources",
                        "Resource * is right only for actions that have no resource type; an ARN"
                                + " of another type allows nothing",
                        ACTIONS,
                        PermissionRules::resources),
                new PolicyRule(
                        "iam-inline",
                        "Managed policies of AWS allow more than a role needs, and change",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
                                + "access_policies_managed-vs-inline.html",
                        PermissionRules::inline),
                new PolicyRule(
                        "iam-trust",
                        "A role is assumed by one service of AWS, and by no other account",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
                                + "id_roles_create_for-service.html",
                        PermissionRules::trust));
    }

    private static void actions(Plan plan, Findings findings) {
        for (PlannedStatement statement : PlannedStatement.of(plan)) {
            for (String action : statement.actions()) {
                if (action.indexOf('*') < 0 && !PUBLISHED.exists(action)) {
                    findings.add(
                            statement.policy(), statement.path(), action, "an action that exists");
                }
            }
        }
    }

    private static void wildcards(Plan plan, Findings findings) {
        PlannedStatement.allowing(plan)
                .forEach(
                        statement -> {
                            for (String action : statement.actions()) {
                                if (action.indexOf('*') >= 0) {
                                    findings.add(
                                            statement.policy(),
                                            statement.path(),
                                            action,
                                            "each action by name");
                                }
                            }
                            if (statement.actions().isEmpty()) {
                                findings.add(
                                        statement.policy(),
                                        statement.path(),
                                        "no Action, such as NotAction",
                                        "each action by name");
                            }
                        });
    }

    private static void resources(Plan plan, Findings findings) {
        PlannedStatement.allowing(plan)
                .forEach(
                        statement -> {
                            for (String action : statement.actions()) {
                                if (PUBLISHED.exists(action)) {
                                    resources(statement, action, findings);
                                }
                            }
                        });
    }

    private static void resources(PlannedStatement statement, String action, Findings findings) {
        boolean hasNoResource = PUBLISHED.hasNoResource(action);
        boolean isLimited =
                LIMITED_BY_CONDITION.contains(action) && !statement.condition().isMissingNode();
        for (String resource : statement.resources()) {
            boolean isAll = resource.equals("*");
            if (isAll && !hasNoResource && !isLimited) {
                findings.add(
                        statement.policy(), statement.path(), action + " on *", "ARNs by name");
            }
            if (!isAll && (hasNoResource || !PUBLISHED.fits(action, resource))) {
                findings.add(
                        statement.policy(),
                        statement.path(),
                        action + " on " + resource,
                        hasNoResource ? "*" : "an ARN of the action's resource types");
            }
        }
        if (statement.resources().isEmpty()) {
            findings.add(statement.policy(), statement.path(), "no Resource", "ARNs by name");
        }
    }

    private static void inline(Plan plan, Findings findings) {
        plan.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").stream()
                .filter(it -> !Properties.text(it, "policyArn").equals(API_LOGS))
                .forEach(
                        it ->
                                findings.add(
                                        it,
                                        "policyArn",
                                        Properties.text(it, "policyArn"),
                                        "a policy inside the role"));
        Properties.ofTypes(
                        plan,
                        "aws:iam/policyAttachment:PolicyAttachment",
                        "aws:iam/user:User",
                        "aws:iam/accessKey:AccessKey",
                        "aws:iam/policy:Policy")
                .forEach(it -> findings.add(it, "type", it.type(), "a policy inside a role"));
        for (PlannedResource role : plan.ofType(PlannedStatement.ROLE)) {
            if (Properties.isSet(role, "managedPolicyArns")) {
                findings.add(role, "managedPolicyArns", "set", "a policy inside the role");
            }
        }
        for (PlannedResource policy : plan.ofType(PlannedStatement.ROLE_POLICY)) {
            if (Properties.at(policy, "policy.json.Statement").isEmpty()) {
                findings.add(policy, "policy", "no statements to read", "a JSON document");
            }
        }
    }

    private static void trust(Plan plan, Findings findings) {
        for (PlannedResource role : plan.ofType(PlannedStatement.ROLE)) {
            JsonNode statements = Properties.at(role, "assumeRolePolicy.json.Statement");
            for (JsonNode statement : statements) {
                JsonNode principal = statement.path("Principal");
                boolean isOneService =
                        principal.size() == 1
                                && principal.path("Service").isTextual()
                                && principal.path("Service").asText().endsWith(".amazonaws.com");
                if (!isOneService) {
                    findings.add(
                            role, "assumeRolePolicy", principal.toString(), "one service of AWS");
                }
            }
            if (statements.isEmpty()) {
                findings.add(role, "assumeRolePolicy", "not readable", "one service of AWS");
            }
        }
    }
}
