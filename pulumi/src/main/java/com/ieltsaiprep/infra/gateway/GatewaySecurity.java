package com.ieltsaiprep.infra.gateway;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

/**
 * Security groups of the load balancer and of the nodes. Clients reach the balancer by TLS only;
 * the nodes accept the balancer only, on the port of the protocol and on that of health checks.
 */
final class GatewaySecurity {
    static final int SOCKET_PORT = 8081;
    static final int MANAGEMENT_PORT = 8082;
    static final int REDIS_PORT = 6379;
    static final int TLS_PORT = 443;

    private static final String TCP = "tcp";
    private static final String EVERYWHERE = "0.0.0.0/0";

    private final CustomResourceOptions options;
    private final SecurityGroup balancer;
    private final SecurityGroup nodes;

    GatewaySecurity(Resource parent, StreamingGateway.Inputs inputs) {
        this.options = CustomResourceOptions.builder().parent(parent).build();
        this.balancer = group(inputs, "gateway-balancer", "Load balancer of the gateway");
        this.nodes = group(inputs, "gateway-nodes", "Nodes of the gateway");
        fromClients();
        betweenBalancerAndNodes("sockets", SOCKET_PORT);
        betweenBalancerAndNodes("health", MANAGEMENT_PORT);
        toServices(inputs);
    }

    Output<String> balancerGroup() {
        return balancer.id();
    }

    Output<String> nodeGroup() {
        return nodes.id();
    }

    private SecurityGroup group(StreamingGateway.Inputs inputs, String name, String description) {
        return new SecurityGroup(
                name,
                SecurityGroupArgs.builder()
                        .name(inputs.names().of(name))
                        .description(description)
                        .vpcId(inputs.network().vpcId())
                        .build(),
                options);
    }

    private void fromClients() {
        new SecurityGroupIngressRule(
                "gateway-clients",
                SecurityGroupIngressRuleArgs.builder()
                        .securityGroupId(balancer.id())
                        .description("Clients")
                        .ipProtocol(TCP)
                        .fromPort(TLS_PORT)
                        .toPort(TLS_PORT)
                        .cidrIpv4(EVERYWHERE)
                        .build(),
                options);
    }

    private void betweenBalancerAndNodes(String name, int port) {
        new SecurityGroupEgressRule(
                "gateway-balancer-" + name,
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(balancer.id())
                        .description("Nodes: " + name)
                        .ipProtocol(TCP)
                        .fromPort(port)
                        .toPort(port)
                        .referencedSecurityGroupId(nodes.id())
                        .build(),
                options);
        new SecurityGroupIngressRule(
                "gateway-nodes-" + name,
                SecurityGroupIngressRuleArgs.builder()
                        .securityGroupId(nodes.id())
                        .description("Load balancer: " + name)
                        .ipProtocol(TCP)
                        .fromPort(port)
                        .toPort(port)
                        .referencedSecurityGroupId(balancer.id())
                        .build(),
                options);
    }

    private void toServices(StreamingGateway.Inputs inputs) {
        new SecurityGroupEgressRule(
                "gateway-nodes-aws",
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(nodes.id())
                        .description("AWS services")
                        .ipProtocol(TCP)
                        .fromPort(TLS_PORT)
                        .toPort(TLS_PORT)
                        .cidrIpv4(EVERYWHERE)
                        .build(),
                options);
        Output<String> redis = inputs.network().redisSecurityGroupId();
        new SecurityGroupEgressRule(
                "gateway-nodes-redis",
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(nodes.id())
                        .description("Redis")
                        .ipProtocol(TCP)
                        .fromPort(REDIS_PORT)
                        .toPort(REDIS_PORT)
                        .referencedSecurityGroupId(redis)
                        .build(),
                options);
        new SecurityGroupIngressRule(
                "gateway-redis",
                SecurityGroupIngressRuleArgs.builder()
                        .securityGroupId(redis)
                        .description("Nodes of the gateway")
                        .ipProtocol(TCP)
                        .fromPort(REDIS_PORT)
                        .toPort(REDIS_PORT)
                        .referencedSecurityGroupId(nodes.id())
                        .build(),
                options);
    }
}
