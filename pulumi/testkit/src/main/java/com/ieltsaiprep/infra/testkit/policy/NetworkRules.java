package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Rules on networks: address ranges, availability zones and open ports. */
final class NetworkRules {
    static final String VPC = "aws:ec2/vpc:Vpc";
    static final String SUBNET = "aws:ec2/subnet:Subnet";
    static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    private static final Set<String> ANYWHERE = Set.of("0.0.0.0/0", "::/0");
    private static final int HTTPS = 443;

    private NetworkRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "network-ranges",
                        "Networks whose ranges overlap cannot be peered; a subnet is inside its"
                                + " VPC",
                        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
                        NetworkRules::ranges),
                new PolicyRule(
                        "network-zones",
                        "A load balancer, a cache with failover and functions need two zones or"
                                + " more",
                        "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
                        NetworkRules::zones),
                new PolicyRule(
                        "network-ingress",
                        "Only the gateway's load balancer is open to the internet, on port 443",
                        "docs/operations/gateway.md",
                        NetworkRules::ingress),
                new PolicyRule(
                        "network-default-group",
                        "The default group of a VPC lets its members reach each other",
                        "https://docs.aws.amazon.com/vpc/latest/userguide/"
                                + "default-security-group.html",
                        NetworkRules::defaultGroup));
    }

    private static void ranges(Plan plan, Findings findings) {
        disjoint(plan.ofType(VPC), findings);
        Map<String, List<PlannedResource>> subnets = new HashMap<>();
        for (PlannedResource vpc : plan.ofType(VPC)) {
            List<PlannedResource> own =
                    plan.ofType(SUBNET).stream()
                            .filter(it -> Properties.dependsOn(it, vpc))
                            .toList();
            subnets.put(vpc.key(), own);
            AddressRange range = AddressRange.parse(Properties.text(vpc, "cidrBlock"));
            for (PlannedResource subnet : own) {
                String text = Properties.text(subnet, "cidrBlock");
                if (!range.contains(AddressRange.parse(text))) {
                    findings.add(subnet, "cidrBlock", text, "inside " + range);
                }
            }
        }
        subnets.values().forEach(it -> disjoint(it, findings));
    }

    private static void disjoint(List<PlannedResource> resources, Findings findings) {
        for (int i = 0; i < resources.size(); i++) {
            String text = Properties.text(resources.get(i), "cidrBlock");
            for (PlannedResource other : resources.subList(0, i)) {
                String earlier = Properties.text(other, "cidrBlock");
                if (AddressRange.parse(text).overlaps(AddressRange.parse(earlier))) {
                    findings.add(
                            resources.get(i),
                            "cidrBlock",
                            text + " overlaps " + other.name(),
                            "a range of its own");
                }
            }
        }
    }

    private static void zones(Plan plan, Findings findings) {
        for (PlannedResource vpc : plan.ofType(VPC)) {
            Set<String> zones = new TreeSet<>();
            plan.ofType(SUBNET).stream()
                    .filter(it -> Properties.dependsOn(it, vpc))
                    .forEach(
                            it ->
                                    zones.add(
                                            Properties.text(it, "availabilityZoneId")
                                                    + Properties.text(it, "availabilityZone")));
            if (zones.size() < 2) {
                findings.add(vpc, "subnets", "zones " + zones, "two zones or more");
            }
        }
    }

    private static void ingress(Plan plan, Findings findings) {
        for (PlannedResource rule : plan.ofType(INGRESS)) {
            Stream.of("cidrIpv4", "cidrIpv6")
                    .filter(it -> ANYWHERE.contains(Properties.text(rule, it)))
                    .filter(_ -> !isToBalancer(plan, rule))
                    .forEach(it -> findings.add(rule, it, "open to the internet", "a group"));
        }
        for (PlannedResource group : plan.ofType("aws:ec2/securityGroup:SecurityGroup")) {
            for (JsonNode rule : Properties.items(group, "ingress")) {
                findings.add(group, "ingress", rule.toString(), "an ingress rule of its own");
            }
        }
        Properties.ofTypes(plan, "aws:ec2/securityGroupRule:SecurityGroupRule")
                .forEach(it -> findings.add(it, "type", "a mixed rule", "an ingress rule"));
    }

    /** Returns whether a rule opens port 443 of a group that only load balancers have. */
    private static boolean isToBalancer(Plan plan, PlannedResource rule) {
        String group = Properties.text(rule, "securityGroupId");
        return Properties.number(rule, "fromPort", 0) == HTTPS
                && Properties.number(rule, "toPort", 0) == HTTPS
                && plan.resources().stream()
                        .filter(it -> !it.type().startsWith("aws:vpc/"))
                        .filter(it -> Properties.texts(groups(it)).contains(group))
                        .allMatch(it -> it.type().equals(BalancerRules.BALANCER));
    }

    private static JsonNode groups(PlannedResource resource) {
        return Stream.of("securityGroups", "vpcSecurityGroupIds", "securityGroupIds")
                .map(it -> Properties.at(resource, it))
                .filter(it -> !it.isMissingNode())
                .findFirst()
                .orElse(Properties.at(resource, "vpcConfig.securityGroupIds"));
    }

    private static void defaultGroup(Plan plan, Findings findings) {
        List<PlannedResource> defaults =
                plan.ofType("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
        for (PlannedResource vpc : plan.ofType(VPC)) {
            if (defaults.stream().noneMatch(it -> Properties.dependsOn(it, vpc))) {
                findings.add(vpc, "default group", "as AWS makes it", "without rules");
            }
        }
        for (PlannedResource group : defaults) {
            if (!Properties.items(group, "ingress").isEmpty()) {
                findings.add(group, "ingress", "has rules", "none");
            }
        }
    }
}
