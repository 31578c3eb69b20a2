package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Rules on what single roles may do: models, functions, and nothing that could store speech. */
final class PrivilegeRules {
    private static final String GATEWAY = "-gateway";
    private static final String DELETE_LOGGING =
            "bedrock:DeleteModelInvocationLoggingConfiguration";
    private static final String STREAM =
            "https://docs.aws.amazon.com/bedrock/latest/APIReference/"
                    + "API_runtime_InvokeModelWithBidirectionalStream.html";

    /** Services of AWS that store or pass on what they are given. */
    private static final Set<String> STORING =
            Set.of(
                    "s3",
                    "dynamodb",
                    "sqs",
                    "sns",
                    "kinesis",
                    "firehose",
                    "events",
                    "states",
                    "ssm",
                    "lambda",
                    "ses",
                    "transcribe",
                    "polly",
                    "elasticfilesystem");

    private static final JsonNode MODELS = PolicyData.read("models.json");

    private PrivilegeRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "bedrock-models",
                        "The bidirectional stream needs bedrock:InvokeModel; there is no action of"
                                + " its own. Each role invokes the models in models.json only",
                        STREAM,
                        PrivilegeRules::models),
                new PolicyRule(
                        "gateway-stores-nothing",
                        "Voice and conversation are stored nowhere: the gateway's role writes its"
                                + " log and metrics, and reads its build",
                        "docs/privacy.md",
                        PrivilegeRules::gateway),
                new PolicyRule(
                        "invoke-self",
                        "writing continues a marking by invoking itself; auth ends conversations"
                                + " through speech; no other function invokes one",
                        "docs/operations/api.md",
                        PrivilegeRules::invocations),
                new PolicyRule(
                        "passes-no-role",
                        "A role that passes or changes roles has their permissions too",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
                                + "id_roles_use_passrole.html",
                        PrivilegeRules::roles));
    }

    private static void models(Plan plan, Findings findings) {
        each(
                plan,
                it -> it.startsWith("bedrock:"),
                (statement, action) -> {
                    if (action.equals(DELETE_LOGGING)) {
                        return;
                    }
                    if (!action.equals("bedrock:InvokeModel")) {
                        findings.add(
                                statement.policy(),
                                statement.path(),
                                action,
                                "bedrock:InvokeModel");
                    }
                    Set<String> models = models(statement.role());
                    for (String arn : statement.resources()) {
                        String model = model(arn);
                        if (!models.contains(model)) {
                            findings.add(
                                    statement.policy(), statement.path(), arn, "one of " + models);
                        }
                    }
                });
    }

    /** Returns the foundation model of an ARN: an inference profile has its area before it. */
    private static String model(String arn) {
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        return arn.contains(":inference-profile/") ? id.substring(id.indexOf('.') + 1) : id;
    }

    private static Set<String> models(String role) {
        Set<String> models = new TreeSet<>();
        MODELS.properties().stream()
                .filter(it -> role.matches(".*-" + it.getKey() + "(-(us|eu|ap))?"))
                .forEach(it -> models.addAll(Properties.texts(it.getValue())));
        return models;
    }

    private static void gateway(Plan plan, Findings findings) {
        each(
                plan,
                action -> STORING.contains(action.substring(0, Math.max(0, action.indexOf(':')))),
                (statement, action) -> {
                    if (statement.role().endsWith(GATEWAY) && !action.equals("s3:GetObject")) {
                        findings.add(statement.policy(), statement.path(), action, "not allowed");
                    }
                });
    }

    private static void invocations(Plan plan, Findings findings) {
        each(
                plan,
                it -> it.startsWith("lambda:"),
                (statement, action) -> {
                    for (String arn : statement.resources()) {
                        if (!isExpected(statement.role(), action, arn)) {
                            findings.add(
                                    statement.policy(),
                                    statement.path(),
                                    statement.role() + ": " + action + " on " + arn,
                                    "writing on its own alias, auth on that of speech");
                        }
                    }
                });
    }

    private static boolean isExpected(String role, String action, String arn) {
        String alias = arn.replaceAll("^arn:aws:lambda:[^:]+:\\d+:function:", "");
        String function = role.replaceAll("-(us|eu|ap)$", "");
        boolean isOwn = function.endsWith("-writing") && alias.equals(function + ":live");
        boolean isSpeech =
                function.endsWith("-auth")
                        && alias.equals(function.replaceAll("auth$", "speech:live"));
        // Warming calls come from a role of their own.
        boolean isWarming = !role.matches(".*-(auth|writing|speech|migrate|gateway)(-(us|eu|ap))?");
        return action.equals("lambda:InvokeFunction")
                && (isOwn || isSpeech || (isWarming && alias.endsWith(":live")));
    }

    private static void roles(Plan plan, Findings findings) {
        each(
                plan,
                it -> it.startsWith("iam:") || it.startsWith("sts:"),
                (statement, action) ->
                        findings.add(statement.policy(), statement.path(), action, "not allowed"));
    }

    /** Visitor of an action that a statement allows. */
    private interface Visitor {
        void visit(PlannedStatement statement, String action);
    }

    private static void each(Plan plan, Predicate<String> wanted, Visitor visitor) {
        PlannedStatement.allowing(plan)
                .forEach(
                        statement ->
                                statement.actions().stream()
                                        .filter(wanted)
                                        .forEach(it -> visitor.visit(statement, it)));
    }
}
