package com.ieltsaiprep.infra.gateway;

import com.pulumi.aws.autoscaling.Policy;
import com.pulumi.aws.autoscaling.PolicyArgs;
import com.pulumi.aws.autoscaling.inputs.PolicyTargetTrackingConfigurationArgs;
import com.pulumi.aws.autoscaling.inputs.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationArgs;
import com.pulumi.aws.autoscaling.inputs.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricDimensionArgs;
import com.pulumi.aws.autoscaling.inputs.PolicyTargetTrackingConfigurationPredefinedMetricSpecificationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;

/**
 * Scaling of the nodes by conversations and by CPU: the policy that wants more nodes wins. The
 * conversations are the gateway's own metric; the balancer's count of connections would include
 * latency probes.
 */
final class GatewayScaling {
    /** Target of conversations on a node, as a part of their maximum: room for the next minutes. */
    private static final double CONVERSATIONS = 0.6;

    private static final double CPU_PERCENT = 50;

    private GatewayScaling() {}

    static void register(
            Output<String> group, GatewayOptions gateway, CustomResourceOptions options) {
        track(
                "gateway-conversations",
                group,
                PolicyTargetTrackingConfigurationArgs.builder()
                        .targetValue(gateway.maxConversations() * CONVERSATIONS)
                        .customizedMetricSpecification(conversations(group))
                        .build(),
                options);
        track(
                "gateway-cpu",
                group,
                PolicyTargetTrackingConfigurationArgs.builder()
                        .targetValue(CPU_PERCENT)
                        .predefinedMetricSpecification(
                                PolicyTargetTrackingConfigurationPredefinedMetricSpecificationArgs
                                        .builder()
                                        .predefinedMetricType("ASGAverageCPUUtilization")
                                        .build())
                        .build(),
                options);
    }

    private static PolicyTargetTrackingConfigurationCustomizedMetricSpecificationArgs conversations(
            Output<String> group) {
        return PolicyTargetTrackingConfigurationCustomizedMetricSpecificationArgs.builder()
                .namespace(GatewayRole.NAMESPACE)
                .metricName("Conversations")
                .statistic("Average")
                .metricDimensions(
                        PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetricDimensionArgs
                                .builder()
                                .name("AutoScalingGroupName")
                                .value(group)
                                .build())
                .build();
    }

    private static void track(
            String name,
            Output<String> group,
            PolicyTargetTrackingConfigurationArgs tracking,
            CustomResourceOptions options) {
        new Policy(
                name,
                PolicyArgs.builder()
                        .name(name)
                        .autoscalingGroupName(group)
                        .policyType("TargetTrackingScaling")
                        .targetTrackingConfiguration(tracking)
                        .build(),
                options);
    }
}
