package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules on the nodes of the gateway: that they drain, and are replaced without loss. */
final class FleetRules {
    static final String GROUP = "aws:autoscaling/group:Group";
    static final String HOOK = "aws:autoscaling/lifecycleHook:LifecycleHook";
    static final String TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    static final String TARGETS = "aws:lb/targetGroup:TargetGroup";

    /** Matches the time after which systemd kills a node's gateway that still drains. */
    private static final Pattern STOP_TIMEOUT = Pattern.compile("^TimeoutStopSec=(\\d+)$");

    private FleetRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "fleet-hook",
                        "A lifecycle hook waits 30 to 7,200 s; the instance ends after it, drained"
                                + " or not",
                        "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/"
                                + "API_PutLifecycleHook.html",
                        FleetRules::hook),
                new PolicyRule(
                        "fleet-drain",
                        "Deregistration delays connections for 0 to 3,600 s, then may cut them",
                        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/"
                                + "edit-target-group-attributes.html",
                        FleetRules::drain),
                new PolicyRule(
                        "fleet-refresh",
                        "An instance refresh may end a node before its successor is in service",
                        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/"
                                + "understand-instance-refresh-default-values.html",
                        FleetRules::refresh),
                new PolicyRule(
                        "fleet-metadata",
                        "IMDSv2 keeps a forged request from reading the role's credentials",
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/"
                                + "configuring-instance-metadata-service.html",
                        FleetRules::metadata),
                new PolicyRule(
                        "fleet-disk",
                        "Disks are encrypted and end with their node",
                        "docs/privacy.md",
                        FleetRules::disk),
                new PolicyRule(
                        "fleet-size",
                        "Two nodes or more survive the loss of one",
                        "docs/operations/gateway.md",
                        FleetRules::size));
    }

    private static void hook(Plan plan, Findings findings) {
        for (PlannedResource group : plan.ofType(GROUP)) {
            if (plan.ofType(HOOK).stream()
                    .noneMatch(it -> Properties.dependsOn(it, group) && isAtTermination(it))) {
                findings.add(group, "hook", "none at termination", "a hook to drain");
            }
        }
        for (PlannedResource hook : plan.ofType(HOOK)) {
            if (isAtTermination(hook)) {
                findings.requireRange(hook, "heartbeatTimeout", stopSeconds(plan), 7_200);
                findings.require(hook, "defaultResult", "CONTINUE");
            } else {
                findings.requireRange(hook, "heartbeatTimeout", 30, 7_200);
            }
        }
    }

    /** Returns the longest time that a node drains, from the unit in its user data. */
    private static int stopSeconds(Plan plan) {
        return plan.ofType(TEMPLATE).stream()
                .flatMap(it -> Properties.texts(Properties.at(it, "userData.base64")).stream())
                .map(STOP_TIMEOUT::matcher)
                .filter(Matcher::matches)
                .mapToInt(it -> Integer.parseInt(it.group(1)))
                .max()
                .orElse(Integer.MAX_VALUE);
    }

    private static boolean isAtTermination(PlannedResource hook) {
        return Properties.text(hook, "lifecycleTransition")
                .equals("autoscaling:EC2_INSTANCE_TERMINATING");
    }

    private static void drain(Plan plan, Findings findings) {
        for (PlannedResource targets : plan.ofType(TARGETS)) {
            findings.requireRange(targets, "deregistrationDelay", stopSeconds(plan), 3_600);
            findings.require(targets, "connectionTermination", "false");
            // The wire has a list or one object, by version of the provider.
            JsonNode states = Properties.at(targets, "targetHealthStates");
            JsonNode state = states.isArray() ? states.path(0) : states;
            if (state.path("enableUnhealthyConnectionTermination").asBoolean(true)) {
                findings.add(
                        targets,
                        "targetHealthStates.enableUnhealthyConnectionTermination",
                        "true",
                        "false: a node that drains is unhealthy");
            }
        }
    }

    private static void refresh(Plan plan, Findings findings) {
        for (PlannedResource group : plan.ofType(GROUP)) {
            findings.require(group, "instanceRefresh.strategy", "Rolling");
            findings.require(group, "instanceRefresh.preferences.minHealthyPercentage", "100");
            findings.require(group, "instanceRefresh.preferences.autoRollback", "true");
            findings.require(group, "healthCheckType", "ELB");
            if (Properties.text(group, "launchTemplate.version").startsWith("$")) {
                findings.add(
                        group,
                        "launchTemplate.version",
                        Properties.text(group, "launchTemplate.version"),
                        "a number: a symbolic version starts no refresh");
            }
        }
    }

    private static void metadata(Plan plan, Findings findings) {
        for (PlannedResource template : plan.ofType(TEMPLATE)) {
            findings.require(template, "metadataOptions.httpTokens", "required");
            findings.require(template, "metadataOptions.httpPutResponseHopLimit", "1");
            findings.require(template, "instanceType", arm64(template));
        }
    }

    /** Returns the instance type if it is one of Graviton, as the image is for arm64. */
    private static String arm64(PlannedResource template) {
        String type = Properties.text(template, "instanceType");
        return type.matches("[a-z]+\\d+g[a-z]*\\.\\w+") ? type : "a type for arm64";
    }

    private static void disk(Plan plan, Findings findings) {
        for (PlannedResource template : plan.ofType(TEMPLATE)) {
            findings.require(template, "blockDeviceMappings.0.ebs.encrypted", "true");
            findings.require(template, "blockDeviceMappings.0.ebs.deleteOnTermination", "true");
        }
    }

    private static void size(Plan plan, Findings findings) {
        for (PlannedResource group : plan.ofType(GROUP)) {
            int min = plan.stack().equals("dev") ? 1 : 2;
            long max = Properties.number(group, "maxSize", 0);
            findings.requireRange(group, "minSize", min, max);
        }
    }
}
