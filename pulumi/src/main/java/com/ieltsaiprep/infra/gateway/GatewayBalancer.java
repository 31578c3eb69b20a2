package com.ieltsaiprep.infra.gateway;

import com.ieltsaiprep.infra.HostedDomain;
import com.pulumi.aws.globalaccelerator.Accelerator;
import com.pulumi.aws.lb.Listener;
import com.pulumi.aws.lb.ListenerArgs;
import com.pulumi.aws.lb.LoadBalancer;
import com.pulumi.aws.lb.LoadBalancerArgs;
import com.pulumi.aws.lb.TargetGroup;
import com.pulumi.aws.lb.TargetGroupArgs;
import com.pulumi.aws.lb.inputs.ListenerDefaultActionArgs;
import com.pulumi.aws.lb.inputs.TargetGroupHealthCheckArgs;
import com.pulumi.aws.lb.inputs.TargetGroupTargetHealthStateArgs;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.route53.inputs.RecordAliasArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.util.List;

/**
 * Network load balancer of the gateway: ends TLS and passes TCP to the nodes.
 *
 * <p>A TLS listener closes a connection that is idle for 350 s, which cannot be changed; the
 * gateway's keep-alive pings are more frequent.
 */
final class GatewayBalancer {
    /** TLS 1.2 and 1.3 only. */
    private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    private final LoadBalancer balancer;
    private final TargetGroup targets;

    GatewayBalancer(
            Resource parent, StreamingGateway.Inputs inputs, Output<String> securityGroupId) {
        CustomResourceOptions options = CustomResourceOptions.builder().parent(parent).build();
        this.balancer =
                new LoadBalancer(
                        "gateway",
                        LoadBalancerArgs.builder()
                                .name(inputs.names().of("gateway"))
                                .loadBalancerType("network")
                                .internal(false)
                                .ipAddressType("ipv4")
                                .subnets(Output.all(inputs.network().publicSubnetIds()))
                                .securityGroups(securityGroupId.applyValue(List::of))
                                .enableCrossZoneLoadBalancing(true)
                                .build(),
                        options);
        this.targets = targets(inputs, options);
        new Listener(
                "gateway",
                ListenerArgs.builder()
                        .loadBalancerArn(balancer.arn())
                        .port(GatewaySecurity.TLS_PORT)
                        .protocol("TLS")
                        .certificateArn(inputs.domain().certificateArn())
                        .sslPolicy(TLS_POLICY)
                        .alpnPolicy("HTTP1Only")
                        .defaultActions(
                                ListenerDefaultActionArgs.builder()
                                        .type("forward")
                                        .targetGroupArn(targets.arn())
                                        .build())
                        .build(),
                options);
        if (inputs.options().globalAccelerator()) {
            Accelerator accelerator =
                    GatewayAccelerator.create(options, inputs.names(), balancer.arn());
            record(inputs.domain(), accelerator.dnsName(), accelerator.hostedZoneId(), options);
        } else {
            record(inputs.domain(), balancer.dnsName(), balancer.zoneId(), options);
        }
    }

    Output<String> targetGroup() {
        return targets.arn();
    }

    Output<String> dimension() {
        return balancer.arnSuffix();
    }

    Output<String> targetGroupDimension() {
        return targets.arnSuffix();
    }

    private static TargetGroup targets(
            StreamingGateway.Inputs inputs, CustomResourceOptions options) {
        int drain = inputs.options().shutdownDeadlineSeconds() + 60;
        return new TargetGroup(
                "gateway",
                TargetGroupArgs.builder()
                        .name(inputs.names().of("gateway"))
                        .vpcId(inputs.network().vpcId())
                        .targetType("instance")
                        .protocol("TCP")
                        .port(GatewaySecurity.SOCKET_PORT)
                        // The nodes need no addresses of clients.
                        .preserveClientIp("false")
                        .loadBalancingCrossZoneEnabled("true")
                        .deregistrationDelay(drain)
                        .connectionTermination(false)
                        // A node that drains answers 503, and keeps its connections.
                        .targetHealthStates(
                                TargetGroupTargetHealthStateArgs.builder()
                                        .enableUnhealthyConnectionTermination(false)
                                        .unhealthyDrainingInterval(drain)
                                        .build())
                        .healthCheck(
                                TargetGroupHealthCheckArgs.builder()
                                        .protocol("HTTP")
                                        .port(String.valueOf(GatewaySecurity.MANAGEMENT_PORT))
                                        .path("/health/ready")
                                        .matcher("200")
                                        .interval(10)
                                        .timeout(6)
                                        .healthyThreshold(2)
                                        .unhealthyThreshold(2)
                                        .build())
                        .build(),
                options);
    }

    private static void record(
            HostedDomain domain,
            Output<String> target,
            Output<String> targetZone,
            CustomResourceOptions options) {
        new Record(
                "streaming-us",
                RecordArgs.builder()
                        .zoneId(domain.zoneId())
                        .name("streaming-us." + domain.name())
                        .type("A")
                        .aliases(
                                RecordAliasArgs.builder()
                                        .name(target)
                                        .zoneId(targetZone)
                                        .evaluateTargetHealth(false)
                                        .build())
                        .build(),
                options);
    }
}
