package com.ieltsaiprep.infra.observe;

import com.ieltsaiprep.infra.observe.AlarmWriter.Metric;
import com.ieltsaiprep.infra.observe.AlarmWriter.Operand;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.List;
import java.util.Map;

/**
 * Alarms of the streaming gateway, from its metrics, its log and its load balancer. Their meaning,
 * and what to do, is in docs/operations/runbook.md.
 */
public final class GatewayAlarms extends ComponentResource {
    private static final String GATEWAY = "IELTSGenAIPrep/Gateway";
    private static final String BALANCER = "AWS/NetworkELB";
    private static final String STATES = "AWS/States";

    private final Inputs inputs;
    private final AlarmWriter alarms;

    /**
     * Inputs of the alarms.
     *
     * @param group Auto Scaling group of the nodes
     * @param logGroup log group of the gateway
     * @param balancer load balancer as a dimension
     * @param targetGroup target group as a dimension
     * @param keyRotationArn workflow that rotates the capsule keys
     * @param topicArn topic in us-east-1
     */
    public record Inputs(
            String stage,
            String group,
            String logGroup,
            Output<String> balancer,
            Output<String> targetGroup,
            Output<String> keyRotationArn,
            Output<String> topicArn) {}

    /**
     * Registers the alarms.
     *
     * @param options with the provider of us-east-1
     */
    public GatewayAlarms(String name, Inputs inputs, ComponentResourceOptions options) {
        super("ielts:observe:GatewayAlarms", name, options);
        this.inputs = inputs;
        this.alarms =
                new AlarmWriter(
                        inputs.stage(),
                        "gateway",
                        inputs.topicArn(),
                        CustomResourceOptions.builder().parent(this).build());
        conversations();
        nodes();
        log();
        registerOutputs(Map.of());
    }

    private void conversations() {
        alarms.above(
                new Alarm(
                        "FirstAudio",
                        "p95 over nodes and minutes of the mean time to the first audio, s",
                        "p95",
                        Alarm.FIVE_MINUTES,
                        3,
                        3),
                gateway("FirstAudio"));
        alarms.above(
                Alarm.sum("BedrockThrottles", "Bedrock refuses streams for lack of capacity", 5),
                gateway("BedrockThrottles"));
        alarms.above(
                new Alarm(
                        "Reconnects",
                        "More than 20 % of the connections resume a conversation",
                        "Sum",
                        Alarm.FIVE_MINUTES,
                        20,
                        3),
                "IF(connections>=20,100*resumptions/connections,0)",
                List.of(
                        new Operand("connections", gateway("Connections")),
                        new Operand("resumptions", gateway("Resumptions"))));
        alarms.above(
                Alarm.sum("NodeFull", "Nodes refuse conversations: they are full", 0),
                gateway("NodeFull"));
        alarms.above(
                Alarm.sum("LocalOwnership", "Conversations go on without Redis", 0),
                gateway("LocalOwnership"));
    }

    private void nodes() {
        alarms.above(
                new Alarm(
                        "EventLoopLag",
                        "Something blocks an event loop, or a node has too little CPU, s",
                        "Maximum",
                        Alarm.MINUTE,
                        0.02,
                        5),
                gateway("EventLoopLag"));
        alarms.above(
                new Alarm(
                        "UnhealthyNodes",
                        "Nodes of the gateway are not ready",
                        "Maximum",
                        Alarm.MINUTE,
                        0,
                        10),
                new Metric(
                        BALANCER,
                        "UnHealthyHostCount",
                        Map.of(
                                "LoadBalancer", inputs.balancer(),
                                "TargetGroup", inputs.targetGroup())));
        for (String failure : List.of("ExecutionsFailed", "ExecutionsTimedOut")) {
            alarms.above(
                    Alarm.sum("CapsuleKeys" + failure, "Capsule keys are not rotated", 2),
                    new Metric(
                            STATES, failure, Map.of("StateMachineArn", inputs.keyRotationArn())));
        }
    }

    private void log() {
        alarms.logged(
                Alarm.sum("GatewayBug", "A bug of the gateway", 0),
                inputs.logGroup(),
                "?\"event=internal_error\" ?\"event=listener_failed\" ?\"event=websocket_error\"");
        one("BedrockCircuitBreaker", 0, "event=bedrock_circuit_breaker", "state=open");
        one("CredentialsRefresh", 2, "event=credentials_refresh_failed");
        one("TicketsUnavailable", 0, "event=redis_unavailable", "for=tickets");
        one("NoCapsuleKeys", 0, "event=no_capsule_keys");
    }

    private void one(String name, double threshold, String... words) {
        alarms.logged(
                Alarm.sum(name, String.join(" ", words), threshold),
                inputs.logGroup(),
                String.join(" ", List.of(words).stream().map(GatewayAlarms::quoted).toList()));
    }

    private Metric gateway(String metric) {
        return new Metric(
                GATEWAY, metric, Map.of("AutoScalingGroupName", Output.of(inputs.group())));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
