package com.ieltsaiprep.infra.gateway;

import com.pulumi.core.Output;

import java.util.List;

/**
 * Network of the gateway in us-east-1. Its private subnets reach Bedrock, Secrets Manager, Auto
 * Scaling, CloudWatch and its log service, and S3, by endpoints or NAT; Amazon Linux's repositories
 * are in S3.
 *
 * @param publicSubnetIds subnets of the load balancer
 * @param privateSubnetIds subnets of the nodes, in the same availability zones
 * @param redisSecurityGroupId security group of Redis, which gets a rule that admits the nodes
 */
public record GatewayNetwork(
        Output<String> vpcId,
        List<Output<String>> publicSubnetIds,
        List<Output<String>> privateSubnetIds,
        Output<String> redisSecurityGroupId) {
    /** Creates a network from immutable copies of its subnets. */
    public GatewayNetwork {
        publicSubnetIds = List.copyOf(publicSubnetIds);
        privateSubnetIds = List.copyOf(privateSubnetIds);
    }
}
