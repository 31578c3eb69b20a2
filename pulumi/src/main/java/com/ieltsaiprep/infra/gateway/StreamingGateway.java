package com.ieltsaiprep.infra.gateway;

import com.ieltsaiprep.infra.HostedDomain;
import com.ieltsaiprep.infra.Names;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;

import java.util.Map;

/**
 * Streaming gateway in us-east-1: nodes of an Auto Scaling group behind a network load balancer,
 * their role, log, secrets and keys.
 */
public final class StreamingGateway extends ComponentResource {
    private final GatewayNames names;
    private final GatewayBalancer balancer;
    private final CapsuleKeyRotation rotation;

    /**
     * Inputs of the gateway.
     *
     * @param names names of the stack
     * @param redisUrl URL of Redis with its password; becomes a secret in Secrets Manager
     * @param accountId AWS account of the stack
     */
    public record Inputs(
            Names names,
            GatewayOptions options,
            GatewayNetwork network,
            GatewayArtifact artifact,
            HostedDomain domain,
            Output<String> redisUrl,
            Output<String> accountId) {}

    /**
     * Registers the gateway.
     *
     * @param options with the provider of us-east-1
     */
    public StreamingGateway(String name, Inputs inputs, ComponentResourceOptions options) {
        super("ielts:gateway:StreamingGateway", name, options);
        this.names = GatewayNames.of(inputs.names());
        GatewaySecurity security = new GatewaySecurity(this, inputs);
        this.balancer = new GatewayBalancer(this, inputs, security.balancerGroup());
        ArtifactBucket artifacts = new ArtifactBucket(this, inputs);
        GatewaySecrets secrets = new GatewaySecrets(this, names, inputs.redisUrl());
        GatewayRole role = new GatewayRole(this, inputs, names, artifacts);
        GatewayFleet fleet =
                new GatewayFleet(
                        this,
                        inputs,
                        names,
                        new GatewayFleet.Parents(
                                artifacts, role, security.nodeGroup(), balancer.targetGroup()));
        this.rotation = new CapsuleKeyRotation(this, inputs, names, secrets, fleet.groupName());
        registerOutputs(Map.of());
    }

    /** Returns the name of the log group, for metric filters. */
    public String logGroup() {
        return names.logGroup();
    }

    /** Returns the name of the Auto Scaling group, a dimension of the gateway's metrics. */
    public String group() {
        return names.group();
    }

    /** Returns the ARN of the workflow that rotates the capsule keys. */
    public Output<String> keyRotationArn() {
        return rotation.arn();
    }

    /** Returns the load balancer as a dimension of its metrics. */
    public Output<String> balancerDimension() {
        return balancer.dimension();
    }

    /** Returns the target group as a dimension of its metrics. */
    public Output<String> targetGroupDimension() {
        return balancer.targetGroupDimension();
    }
}
