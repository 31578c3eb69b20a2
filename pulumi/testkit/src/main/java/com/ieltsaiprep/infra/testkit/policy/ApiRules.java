package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.List;

/** Rules on API Gateway and its firewall. */
final class ApiRules {
    static final String REST_API = "aws:apigateway/restApi:RestApi";
    static final String STAGE = "aws:apigateway/stage:Stage";
    static final String SETTINGS = "aws:apigateway/methodSettings:MethodSettings";

    private static final String ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";

    /** Variables with what users send, or with their addresses. */
    private static final List<String> CONTENT =
            List.of(
                    "$input",
                    "$context.identity.",
                    "$context.path\"",
                    "requestOverride",
                    "authorizer");

    private static final int RATE = 1_000;
    private static final int BURST = 2_000;

    private ApiRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "api-throttling",
                        "Usage plans throttle only callers with API keys; settings of the stage"
                                + " throttle all",
                        "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
                                + "api-gateway-request-throttling.html",
                        ApiRules::throttling),
                new PolicyRule(
                        "api-trace",
                        "Data tracing logs whole requests, such as essays and tokens",
                        "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
                                + "set-up-logging.html",
                        ApiRules::trace),
                new PolicyRule(
                        "api-logs",
                        "A stage logs its calls, without addresses, bodies and whole paths, which"
                                + " the traces of API Gateway would hold",
                        "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
                                + "api-gateway-variables-for-access-logging.html",
                        ApiRules::logs),
                new PolicyRule(
                        "api-firewall",
                        "A web ACL protects a stage only if it is associated with it",
                        "https://docs.aws.amazon.com/waf/latest/APIReference/"
                                + "API_AssociateWebACL.html",
                        ApiRules::firewall),
                new PolicyRule(
                        "api-endpoint",
                        "The endpoint execute-api is another way to the API, without the domain's"
                                + " TLS settings",
                        "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
                                + "rest-api-disable-default-endpoint.html",
                        ApiRules::endpoint),
                new PolicyRule(
                        "api-log-role",
                        "API Gateway writes logs with one role per account and region",
                        "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
                                + "set-up-logging.html",
                        ApiRules::logRole));
    }

    private static void throttling(Plan plan, Findings findings) {
        for (PlannedResource stage : plan.ofType(STAGE)) {
            if (plan.ofType(SETTINGS).stream()
                    .noneMatch(it -> Properties.dependsOn(it, stage) && isOfAll(it))) {
                findings.add(stage, "settings", "none for */*", "settings for */*");
            }
        }
        for (PlannedResource settings : plan.ofType(SETTINGS)) {
            if (isOfAll(settings)) {
                findings.requireRange(settings, "settings.throttlingRateLimit", 1, RATE);
                findings.requireRange(settings, "settings.throttlingBurstLimit", 1, BURST);
            }
        }
    }

    private static boolean isOfAll(PlannedResource settings) {
        return Properties.text(settings, "methodPath").equals("*/*");
    }

    private static void trace(Plan plan, Findings findings) {
        for (PlannedResource settings : plan.ofType(SETTINGS)) {
            if (Properties.isTrue(settings, "settings.dataTraceEnabled")) {
                findings.add(settings, "settings.dataTraceEnabled", "true", "false");
            }
            findings.require(settings, "settings.loggingLevel", "ERROR", "OFF");
        }
    }

    private static void logs(Plan plan, Findings findings) {
        for (PlannedResource stage : plan.ofType(STAGE)) {
            if (!Properties.isSet(stage, "accessLogSettings.destinationArn")) {
                findings.add(stage, "accessLogSettings", "not set", "a log group");
            }
            String format = Properties.at(stage, "accessLogSettings.format").toString();
            for (String content : CONTENT) {
                if (format.contains(content)) {
                    findings.add(stage, "accessLogSettings.format", content, "not logged");
                }
            }
            if (Properties.isTrue(stage, "xrayTracingEnabled")) {
                findings.add(stage, "xrayTracingEnabled", "true", "false: functions are traced");
            }
        }
    }

    private static void firewall(Plan plan, Findings findings) {
        for (PlannedResource stage : plan.ofType(STAGE)) {
            if (plan.ofType(ASSOCIATION).stream()
                    .noneMatch(it -> Properties.dependsOn(it, stage))) {
                findings.add(stage, "web ACL", "none", "an associated web ACL");
            }
        }
    }

    private static void endpoint(Plan plan, Findings findings) {
        for (PlannedResource api : plan.ofType(REST_API)) {
            findings.require(api, "disableExecuteApiEndpoint", "true");
        }
    }

    private static void logRole(Plan plan, Findings findings) {
        for (PlannedResource api : plan.ofType(REST_API)) {
            if (plan.ofType("aws:apigateway/account:Account").stream()
                    .noneMatch(it -> it.provider().equals(api.provider()))) {
                findings.add(api, "account", "no role for logs", "a role in the region");
            }
        }
    }
}
