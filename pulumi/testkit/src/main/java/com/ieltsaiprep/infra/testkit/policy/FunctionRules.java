package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.List;
import java.util.Optional;

/** Rules on Lambda functions: how they start, and that requests reach a published version. */
final class FunctionRules {
    static final String FUNCTION = "aws:lambda/function:Function";

    private static final String ALIAS = "aws:lambda/alias:Alias";
    private static final String PERMISSION = "aws:lambda/permission:Permission";
    private static final String PROVISIONED =
            "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig";
    private static final String ASYNCHRONOUS =
            "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
    private static final String LIVE = "live";
    private static final int MAX_TIMEOUT = 900;
    private static final int MAX_MEMORY = 10_240;
    private static final int MAX_SNAPSHOT_STORAGE = 512;
    private static final int MAX_EVENT_AGE = 21_600;
    private static final String TARGETS =
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html";

    private FunctionRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "function-start",
                        "SnapStart works with published versions, up to 512 MB of storage, and not"
                                + " with provisioned concurrency",
                        "https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
                        FunctionRules::start),
                new PolicyRule(
                        "function-alias",
                        "An alias is stable while versions change; the unqualified function is the"
                                + " unpublished $LATEST",
                        TARGETS,
                        FunctionRules::alias),
                new PolicyRule(
                        "function-targets",
                        "SnapStart and provisioned concurrency serve callers of a version or alias"
                                + " only",
                        TARGETS,
                        FunctionRules::targets),
                new PolicyRule(
                        "function-limits",
                        "A function has 128 to 10,240 MB and at most 900 s",
                        "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
                        FunctionRules::limits),
                new PolicyRule(
                        "function-code",
                        "The functions are built for java25 on arm64 and traced by X-Ray",
                        "docs/operations/api.md",
                        FunctionRules::code));
    }

    private static void start(Plan plan, Findings findings) {
        for (PlannedResource function : plan.ofType(FUNCTION)) {
            boolean isSnapshot = Properties.isSet(function, "snapStart");
            boolean isProvisioned =
                    plan.ofType(PROVISIONED).stream()
                            .anyMatch(
                                    it ->
                                            it.provider().equals(function.provider())
                                                    && refersTo(it, function));
            if (isSnapshot == isProvisioned) {
                findings.add(
                        function,
                        "snapStart",
                        isSnapshot ? "with provisioned concurrency" : "neither is set",
                        "SnapStart or provisioned concurrency");
            }
            findings.require(function, "publish", "true");
            if (isSnapshot) {
                findings.require(function, "snapStart.applyOn", "PublishedVersions");
                if (Properties.number(function, "ephemeralStorage.size", 0)
                        > MAX_SNAPSHOT_STORAGE) {
                    findings.add(function, "ephemeralStorage.size", "more", "512 MB at most");
                }
            }
        }
    }

    private static boolean refersTo(PlannedResource resource, PlannedResource function) {
        return Properties.text(resource, "functionName").equals(Properties.text(function, "name"));
    }

    private static void alias(Plan plan, Findings findings) {
        for (PlannedResource function : plan.ofType(FUNCTION)) {
            Optional<PlannedResource> alias =
                    plan.ofType(ALIAS).stream()
                            .filter(it -> Properties.dependsOn(it, function))
                            .filter(it -> Properties.text(it, "name").equals(LIVE))
                            .findFirst();
            if (alias.isEmpty()) {
                findings.add(function, "alias", "none named " + LIVE, "an alias " + LIVE);
            } else if (Properties.text(alias.get(), "functionVersion").equals("$LATEST")) {
                findings.add(alias.get(), "functionVersion", "$LATEST", "a published version");
            }
        }
    }

    private static void targets(Plan plan, Findings findings) {
        for (String type : List.of(PERMISSION, PROVISIONED, ASYNCHRONOUS)) {
            plan.ofType(type).forEach(it -> findings.require(it, "qualifier", LIVE));
        }
        for (PlannedResource invocation : plan.ofType("aws:lambda/invocation:Invocation")) {
            findings.require(invocation, "qualifier", LIVE);
        }
        Properties.ofTypes(plan, "aws:cloudwatch/eventTarget:EventTarget")
                .forEach(it -> target(it, "arn", findings));
        Properties.ofTypes(plan, "aws:scheduler/schedule:Schedule")
                .forEach(it -> target(it, "target.arn", findings));
        for (PlannedResource api : plan.ofType(ApiRules.REST_API)) {
            // In a plan that was read from a file, a long document is only its digest.
            for (JsonNode uri : Properties.at(api, "body").findValues("uri")) {
                integration(api, uri.asText(), findings);
            }
        }
    }

    private static void target(PlannedResource resource, String property, Findings findings) {
        String arn = Properties.text(resource, property);
        if (arn.startsWith("arn:aws:lambda:") && !arn.endsWith(":" + LIVE)) {
            findings.add(resource, property, arn, "the alias " + LIVE);
        }
    }

    private static void integration(PlannedResource api, String uri, Findings findings) {
        if (uri.contains(":lambda:") && !uri.endsWith(":" + LIVE + "/invocations")) {
            findings.add(api, "body", uri, "the alias " + LIVE);
        }
    }

    private static void limits(Plan plan, Findings findings) {
        for (PlannedResource function : plan.ofType(FUNCTION)) {
            findings.requireRange(function, "timeout", 1, MAX_TIMEOUT);
            findings.requireRange(function, "memorySize", 128, MAX_MEMORY);
        }
        for (PlannedResource asynchronous : plan.ofType(ASYNCHRONOUS)) {
            findings.requireRange(asynchronous, "maximumEventAgeInSeconds", 60, MAX_EVENT_AGE);
            findings.requireRange(asynchronous, "maximumRetryAttempts", 0, 2);
        }
    }

    private static void code(Plan plan, Findings findings) {
        for (PlannedResource function : plan.ofType(FUNCTION)) {
            findings.require(function, "runtime", "java25");
            findings.require(function, "architectures.0", "arm64");
            findings.require(function, "tracingConfig.mode", "Active");
        }
    }
}
