package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules on Route 53. */
final class RoutingRules {
    static final String RECORD = "aws:route53/record:Record";
    static final String HEALTH_CHECK = "aws:route53/healthCheck:HealthCheck";

    private static final int API_REGIONS = 3;

    private RoutingRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "routing-latency",
                        "Records of one name have one type, and an identifier and region each",
                        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/"
                                + "resource-record-sets-values-latency-alias.html",
                        RoutingRules::latency),
                new PolicyRule(
                        "routing-health",
                        "The health of an API Gateway alias is that of the service, not of the API",
                        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/"
                                + "dns-failover-complex-configs.html",
                        RoutingRules::health),
                new PolicyRule(
                        "routing-apex",
                        "A CNAME cannot be at the apex of a zone",
                        "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/"
                                + "resource-record-sets-choosing-alias-non-alias.html",
                        RoutingRules::apex),
                new PolicyRule(
                        "routing-unique",
                        "Two simple records of one name and type overwrite each other",
                        "https://docs.aws.amazon.com/Route53/latest/APIReference/"
                                + "API_ResourceRecordSet.html",
                        RoutingRules::unique));
    }

    private static void latency(Plan plan, Findings findings) {
        Map<String, List<PlannedResource>> sets = new HashMap<>();
        for (PlannedResource record : latencyRecords(plan)) {
            String set = Properties.text(record, "name") + " " + Properties.text(record, "type");
            sets.computeIfAbsent(set, _ -> new ArrayList<>()).add(record);
        }
        if (sets.isEmpty()) {
            findings.addToStack("latency records", "none", "records of the API's name");
        }
        sets.forEach((set, records) -> latencySet(set, records, findings));
    }

    private static void latencySet(String set, List<PlannedResource> records, Findings findings) {
        Set<String> identifiers = new HashSet<>();
        Set<String> regions = new HashSet<>();
        for (PlannedResource record : records) {
            if (!identifiers.add(Properties.text(record, "setIdentifier"))) {
                findings.add(record, "setIdentifier", "used twice", "one for each record");
            }
            if (!regions.add(region(record))) {
                findings.add(record, "latencyRoutingPolicies", "region twice", "one per region");
            }
        }
        if (regions.size() != API_REGIONS) {
            findings.addToStack(set, regions.size() + " regions", API_REGIONS + " regions");
        }
    }

    private static List<PlannedResource> latencyRecords(Plan plan) {
        return plan.ofType(RECORD).stream()
                .filter(it -> Properties.isSet(it, "latencyRoutingPolicies"))
                .toList();
    }

    private static String region(PlannedResource record) {
        return Properties.text(record, "latencyRoutingPolicies.0.region")
                + Properties.text(record, "latencyRoutingPolicies.region");
    }

    private static void health(Plan plan, Findings findings) {
        for (PlannedResource record : latencyRecords(plan)) {
            if (!Properties.isSet(record, "healthCheckId")
                    || plan.ofType(HEALTH_CHECK).stream()
                            .noneMatch(it -> Properties.dependsOn(record, it))) {
                findings.add(record, "healthCheckId", "none", "a health check of the API");
            }
        }
        for (PlannedResource check : plan.ofType(HEALTH_CHECK)) {
            findings.require(check, "type", "HTTPS");
            findings.require(check, "requestInterval", "10", "30");
            findings.requireRange(check, "failureThreshold", 1, 10);
        }
    }

    private static void apex(Plan plan, Findings findings) {
        for (PlannedResource record : plan.ofType(RECORD)) {
            String name = Properties.text(record, "name");
            if (Properties.text(record, "type").equals("CNAME")
                    && name.split("\\.", -1).length < 3) {
                findings.add(record, "type", "CNAME at " + name, "an alias");
            }
        }
    }

    private static void unique(Plan plan, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (PlannedResource record : plan.ofType(RECORD)) {
            String key =
                    String.join(
                            " ",
                            Properties.text(record, "name"),
                            Properties.text(record, "type"),
                            Properties.text(record, "setIdentifier"));
            if (!seen.add(key)) {
                findings.add(record, "name", key + " twice", "once");
            }
        }
    }
}
