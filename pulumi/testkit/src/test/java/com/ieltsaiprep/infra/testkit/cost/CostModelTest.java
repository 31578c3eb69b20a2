package com.ieltsaiprep.infra.testkit.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ieltsaiprep.infra.testkit.cost.UsageAssumptions.Consumption;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Cost model, with numbers that were worked out by hand. */
class CostModelTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final UsageAssumptions usage =
            new UsageAssumptions(
                    .5,
                    14,
                    5,
                    200,
                    16,
                    Map.of("eu-west-1", 1.1),
                    Map.of(
                            "idle_month", consumed("log-gb", 2),
                            "active_month", consumed("custom-metric-month", 10),
                            "requests_of_a_test", consumed("api-request", 100),
                            "speaking_test", consumed("sonic-speech-in", 4_000),
                            "writing_test", consumed("nova-micro-out", 10_000),
                            "tutor_month", consumed("polly-neural", 500_000)));

    private final PriceTable prices = new PriceTable(prices(), usage.regionalFactor());
    private final CostModel model = new CostModel(prices, usage);

    private static List<Price> prices() {
        return List.of(
                price("nat-gateway-hour", 1, Map.of("us-east-1", .045, "ap-southeast-1", .059)),
                price("public-ipv4-hour", 1, .005),
                price("interface-endpoint-hour", 1, .01),
                price("network-balancer-hour", 1, .0225),
                price("instance-hour-c8g.large", 1, .08),
                price("volume-gp3-gb-month", 1, .08),
                price("cache-node-hour-cache.t4g.small", 1, .025),
                price("alarm-month", 1, .1),
                price("secret-month", 1, .4),
                price("health-check-month", 1, .5),
                price("health-check-feature-month", 1, 1),
                price("web-acl-month", 1, 5),
                price("web-acl-rule-month", 1, 1),
                price("web-acl-request", 1e6, .6),
                price("api-request", 1e6, 3.5),
                price("function-request", 1e6, .2),
                price("function-gb-second", 1, .0000133334),
                price("provisioned-gb-second", 1, .0000033334),
                price("log-gb", 1, .5),
                price("custom-metric-month", 1, .3),
                price("sonic-speech-in", 1e6, 3),
                price("nova-micro-out", 1e6, .14),
                price("polly-neural", 1e6, 16));
    }

    @Test
    void countsWhatRunsByTheHourInThePriceOfItsRegion() {
        Plan plan =
                plan(
                        resource("aws:ec2/natGateway:NatGateway", "aws-us", "{}"),
                        resource("aws:ec2/natGateway:NatGateway", "aws-eu", "{}"),
                        resource("aws:ec2/natGateway:NatGateway", "aws-ap", "{}"),
                        resource("aws:ec2/eip:Eip", "aws-us", "{}"),
                        resource(
                                "aws:ec2/vpcEndpoint:VpcEndpoint",
                                "aws-us",
                                "{'vpcEndpointType':'Interface','subnetIds':['a','b','c']}"),
                        resource(
                                "aws:ec2/vpcEndpoint:VpcEndpoint",
                                "aws-us",
                                "{'vpcEndpointType':'Gateway'}"),
                        resource(
                                "aws:elasticache/replicationGroup:ReplicationGroup",
                                "aws-eu",
                                "{'nodeType':'cache.t4g.small','numCacheClusters':2}"));

        // 730 h: .045, .045 * 1.1 and .059; .005; 3 * .01; 2 * .025 * 1.1
        assertThat(model.fixed(plan))
                .hasEntrySatisfying("NAT", usd(32.85 + 36.135 + 43.07))
                .hasEntrySatisfying("public addresses", usd(3.65))
                .hasEntrySatisfying("endpoints", usd(21.9))
                .hasEntrySatisfying("Redis", usd(40.15))
                .hasSize(4);
    }

    @Test
    void countsTheLeastNodesOfTheGatewayWithTheirVolumes() {
        // 730 * .08 + 8 * .08 = 59.04; and the balancer with an address in each of two zones.
        assertThat(model.fixed(gateway(2)))
                .hasEntrySatisfying("gateway nodes", usd(118.08))
                .hasEntrySatisfying("balancer", usd(16.425))
                .hasEntrySatisfying("public addresses", usd(7.3));
    }

    @Test
    void countsTheRequestsOfHealthChecks() {
        Plan plan =
                plan(
                        resource(
                                "aws:route53/healthCheck:HealthCheck",
                                "aws-us",
                                "{'type':'HTTPS','requestInterval':10}"),
                        resource(
                                "aws:route53/healthCheck:HealthCheck",
                                "aws-us",
                                "{'type':'CALCULATED'}"));

        // 16 checkers, 262,800 times: 4,204,800 requests, each 4.3 millionths and .017275 GB s.
        assertThat(model.fixed(plan))
                .hasEntrySatisfying("DNS", usd(.5 + 2 + .5))
                .hasEntrySatisfying("health checks' requests", usd(18.08064 + .968495));
    }

    @Test
    void countsInstancesThatAreKeptInitialized() {
        Plan plan =
                plan(
                        resource("aws:lambda/function:Function", "aws-us", "{'memorySize':2048}"),
                        resource(
                                "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
                                "aws-us",
                                "{'provisionedConcurrentExecutions':50}"));

        // 50 * 2 GB * 2,628,000 s * .0000033334
        assertThat(model.fixed(plan)).hasEntrySatisfying("provisioned concurrency", usd(876.0175));
    }

    @Test
    void countsMetricsOfAlarmsRulesAndReplicasOfSecrets() {
        Plan plan =
                plan(
                        resource("aws:cloudwatch/metricAlarm:MetricAlarm", "aws-us", "{}"),
                        resource(
                                "aws:cloudwatch/metricAlarm:MetricAlarm",
                                "aws-us",
                                "{'metricQueries':[{'metric':{}},{'metric':{}},{'expression':'a'}]}"),
                        resource(
                                "aws:secretsmanager/secret:Secret",
                                "aws-us",
                                "{'replicas':[{},{}]}"),
                        resource("aws:wafv2/webAcl:WebAcl", "aws-us", "{'rules':[{},{},{}]}"));

        assertThat(model.fixed(plan))
                .hasEntrySatisfying("alarms", usd(.3))
                .hasEntrySatisfying("secrets", usd(1.2))
                .hasEntrySatisfying("WAF", usd(8));
    }

    @Test
    void addsTheUseOfTestsToAMonth() {
        Plan plan = plan();

        assertThat(model.speakingTest()).isEqualTo(.00035 + .012, within(1e-9));
        assertThat(model.writingTest()).isEqualTo(.00035 + .0014, within(1e-9));
        assertThat(model.tutorMonth()).isEqualTo(8, within(1e-9));
        assertThat(model.month(plan, 0)).isEqualTo(1, within(1e-9));
        // 1 + 3 + 500 * .01235 + 500 * .00175
        assertThat(model.month(plan, 1_000)).isEqualTo(11.05, within(1e-9));
    }

    @Test
    void addsNodesForTheBusiestHourBeyondTheLeast() {
        // 500,000 speaking tests: 159.8 at a time, 799.1 in the busiest hour, 4 nodes.
        assertThat(usage.nodes(500_000)).isEqualTo(4);
        double withTwo = model.month(gateway(2), 1_000_000);
        double withFour = model.month(gateway(4), 1_000_000);

        assertThat(withTwo).isEqualTo(withFour, within(1e-6));
        assertThat(model.month(gateway(5), 1_000_000)).isEqualTo(withFour + 59.04, within(1e-6));
    }

    @Test
    void refusesWhatHasNoPrice() {
        Plan plan =
                plan(
                        resource(
                                "aws:elasticache/replicationGroup:ReplicationGroup",
                                "aws-us",
                                "{'nodeType':'cache.unheard-of'}"));

        assertThatThrownBy(() -> model.fixed(plan))
                .hasMessageContaining("cache-node-hour-cache.unheard-of");
    }

    private static Plan gateway(int nodes) {
        return plan(
                resource(
                        "aws:ec2/launchTemplate:LaunchTemplate",
                        "aws-us",
                        "{'instanceType':'c8g.large','blockDeviceMappings':[{'ebs':{'volumeSize':8}}]}"),
                resource(
                        "aws:autoscaling/group:Group", "aws-us", "{'minSize':%d}".formatted(nodes)),
                resource("aws:lb/loadBalancer:LoadBalancer", "aws-us", "{'subnets':['a','b']}"));
    }

    private static Condition<Double> usd(double expected) {
        return new Condition<>(actual -> Math.abs(actual - expected) < .001, "USD %s", expected);
    }

    private static Plan plan(PlannedResource... resources) {
        return new Plan("test", Arrays.asList(resources), JSON.createObjectNode());
    }

    private static PlannedResource resource(String type, String provider, String inputs) {
        try {
            JsonNode json = JSON.readTree(inputs.replace('\'', '"'));
            return new PlannedResource(
                    type + "::it",
                    type,
                    "it",
                    "",
                    provider,
                    JSON.createObjectNode(),
                    List.of(),
                    json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<Consumption> consumed(String price, double quantity) {
        return List.of(new Consumption(price, quantity, "by hand"));
    }

    private static Price price(String id, double per, double usd) {
        return price(id, per, Map.of("us-east-1", usd));
    }

    private static Price price(String id, double per, Map<String, Double> usd) {
        return new Price(id, "unit", per, usd, "https://aws.amazon.com", "by hand", "", false);
    }
}
