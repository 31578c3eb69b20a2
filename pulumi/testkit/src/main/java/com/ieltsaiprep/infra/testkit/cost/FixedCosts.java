package com.ieltsaiprep.infra.testkit.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.Map;
import java.util.TreeMap;

/** Fixed costs of a stack: what its resources cost in a month without a single user. */
final class FixedCosts {
    private static final double SECONDS = UsageAssumptions.HOURS * 3_600;

    /** A health check through the API: 10 ms of 1,769 MB. */
    private static final double HEALTH_GB_SECONDS = .01 * 1.7275;

    private static final String LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
    private static final int FAST_SECONDS = 10;

    private final Plan plan;
    private final PriceTable prices;
    private final UsageAssumptions usage;
    private final Map<String, Double> groups = new TreeMap<>();

    private FixedCosts(Plan plan, PriceTable prices, UsageAssumptions usage) {
        this.plan = plan;
        this.prices = prices;
        this.usage = usage;
    }

    /** Returns the costs of a plan in USD, by group, such as {@code NAT}. */
    static Map<String, Double> of(Plan plan, PriceTable prices, UsageAssumptions usage) {
        FixedCosts costs = new FixedCosts(plan, prices, usage);
        plan.resources().forEach(costs::add);
        return costs.groups;
    }

    /** Returns what a node of the gateway costs in a month; 0 if the plan has none. */
    static double node(Plan plan, PriceTable prices) {
        return plan.ofType(LAUNCH_TEMPLATE).stream()
                .mapToDouble(template -> node(template, prices))
                .findFirst()
                .orElse(0);
    }

    private static double node(PlannedResource template, PriceTable prices) {
        double instance =
                prices.cost(
                        "instance-hour-" + template.inputs().path("instanceType").asText(),
                        Price.HOME,
                        UsageAssumptions.HOURS);
        double gb = 0;
        for (JsonNode device : template.inputs().path("blockDeviceMappings")) {
            gb += device.path("ebs").path("volumeSize").asDouble();
        }
        return instance + prices.cost("volume-gp3-gb-month", Price.HOME, gb);
    }

    private void add(PlannedResource it) {
        JsonNode in = it.inputs();
        switch (it.type()) {
            case "aws:ec2/natGateway:NatGateway" -> hours("NAT", "nat-gateway-hour", it, 1);
            case "aws:ec2/eip:Eip" -> hours("public addresses", "public-ipv4-hour", it, 1);
            case "aws:ec2/vpcEndpoint:VpcEndpoint" -> {
                if (in.path("vpcEndpointType").asText().equals("Interface")) {
                    hours("endpoints", "interface-endpoint-hour", it, in.path("subnetIds").size());
                }
            }
            case "aws:lb/loadBalancer:LoadBalancer" -> {
                hours("balancer", "network-balancer-hour", it, 1);
                hours("public addresses", "public-ipv4-hour", it, in.path("subnets").size());
            }
            case "aws:autoscaling/group:Group" ->
                    put("gateway nodes", in.path("minSize").asInt() * node(plan, prices));
            case "aws:elasticache/replicationGroup:ReplicationGroup" ->
                    hours(
                            "Redis",
                            "cache-node-hour-" + in.path("nodeType").asText(),
                            it,
                            in.path("numCacheClusters").asInt(1));
            case "aws:globalaccelerator/accelerator:Accelerator" ->
                    hours("accelerator", "accelerator-hour", it, 1);
            case "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig" ->
                    provisioned(it);
            case "aws:cloudwatch/metricAlarm:MetricAlarm" ->
                    month("alarms", "alarm-month", it, Math.max(1, metrics(in)));
            case "aws:cloudwatch/dashboard:Dashboard" -> month("alarms", "dashboard-month", it, 1);
            case "aws:secretsmanager/secret:Secret" ->
                    month("secrets", "secret-month", it, 1 + in.path("replicas").size());
            case "aws:kms/key:Key" -> month("secrets", "key-month", it, 1);
            case "aws:route53/zone:Zone" -> month("DNS", "hosted-zone-month", it, 1);
            case "aws:route53/healthCheck:HealthCheck" -> healthCheck(it);
            case "aws:wafv2/webAcl:WebAcl" -> {
                month("WAF", "web-acl-month", it, 1);
                month("WAF", "web-acl-rule-month", it, in.path("rules").size());
            }
            default -> {
                // Costs nothing, or by use only.
            }
        }
    }

    private void healthCheck(PlannedResource it) {
        JsonNode in = it.inputs();
        String type = in.path("type").asText();
        month("DNS", "health-check-month", it, 1);
        if (!type.startsWith("HTTP")) {
            return;
        }
        boolean fast = in.path("requestInterval").asInt() == FAST_SECONDS;
        month(
                "DNS",
                "health-check-feature-month",
                it,
                (type.startsWith("HTTPS") ? 1 : 0) + (fast ? 1 : 0));
        double requests =
                usage.healthCheckers()
                        * SECONDS
                        / Math.max(FAST_SECONDS, in.path("requestInterval").asInt());
        put("health checks' requests", prices.cost("api-request", region(it), requests));
        put("health checks' requests", prices.cost("web-acl-request", region(it), requests));
        put("health checks' requests", prices.cost("function-request", region(it), requests));
        put(
                "health checks' requests",
                prices.cost("function-gb-second", region(it), requests * HEALTH_GB_SECONDS));
    }

    private void provisioned(PlannedResource it) {
        double gb = 0;
        for (PlannedResource function : plan.ofType("aws:lambda/function:Function")) {
            if (function.name().equals(it.name())) {
                gb = function.inputs().path("memorySize").asDouble() / 1_024;
            }
        }
        int instances = it.inputs().path("provisionedConcurrentExecutions").asInt();
        put(
                "provisioned concurrency",
                prices.cost("provisioned-gb-second", region(it), instances * gb * SECONDS));
    }

    private static int metrics(JsonNode alarm) {
        int metrics = 0;
        for (JsonNode query : alarm.path("metricQueries")) {
            if (query.has("metric")) {
                metrics++;
            }
        }
        return metrics;
    }

    private void hours(String group, String price, PlannedResource it, double number) {
        put(group, prices.cost(price, region(it), number * UsageAssumptions.HOURS));
    }

    private void month(String group, String price, PlannedResource it, double number) {
        put(group, prices.cost(price, region(it), number));
    }

    private void put(String group, double usd) {
        groups.merge(group, usd, Double::sum);
    }

    /** Returns the region of a resource's provider, which is named by the region's code. */
    private static String region(PlannedResource it) {
        String provider = it.provider();
        return provider.endsWith("eu")
                ? "eu-west-1"
                : provider.endsWith("ap") ? "ap-southeast-1" : Price.HOME;
    }
}
