package com.ieltsaiprep.infra.network;

import com.ieltsaiprep.infra.AwsRegion;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;

import java.util.Map;

/** Endpoints of AWS services in a region's VPC. */
final class NetworkEndpoints {
    private static final int HTTPS = 443;

    private final AwsRegion region;
    private final NetworkOutputs network;
    private final CustomResourceOptions child;

    NetworkEndpoints(AwsRegion region, NetworkOutputs network, CustomResourceOptions child) {
        this.region = region;
        this.network = network;
        this.child = child;
        gatewayEndpoint("s3");
        gatewayEndpoint("dynamodb");
        if (region == AwsRegion.VIRGINIA) {
            // A conversation moves about 100 kB/s: over NAT that costs four times as much per GB.
            interfaceEndpoint("bedrock-runtime");
        }
    }

    private void gatewayEndpoint(String service) {
        new VpcEndpoint(
                region.code() + "-" + service,
                VpcEndpointArgs.builder()
                        .vpcId(network.vpcId())
                        .serviceName(serviceName(service))
                        .vpcEndpointType("Gateway")
                        .routeTableIds(Output.all(network.privateRouteTableIds()))
                        .build(),
                child);
    }

    private void interfaceEndpoint(String service) {
        String name = region.code() + "-" + service;
        SecurityGroup group =
                new SecurityGroup(
                        name,
                        SecurityGroupArgs.builder()
                                .vpcId(network.vpcId())
                                .description("Endpoint of " + service)
                                .tags(Map.of("Name", "ielts-" + name))
                                .build(),
                        child);
        new SecurityGroupIngressRule(
                name,
                SecurityGroupIngressRuleArgs.builder()
                        .securityGroupId(group.id())
                        .description("From the VPC")
                        .cidrIpv4(network.cidr())
                        .ipProtocol("tcp")
                        .fromPort(HTTPS)
                        .toPort(HTTPS)
                        .build(),
                child);
        new VpcEndpoint(
                name,
                VpcEndpointArgs.builder()
                        .vpcId(network.vpcId())
                        .serviceName(serviceName(service))
                        .vpcEndpointType("Interface")
                        .subnetIds(Output.all(network.privateSubnetIds()))
                        .securityGroupIds(group.id().applyValue(java.util.List::of))
                        // The SDK finds the endpoint under the service's usual name.
                        .privateDnsEnabled(true)
                        .build(),
                child);
    }

    private String serviceName(String service) {
        return "com.amazonaws." + region.awsName() + "." + service;
    }
}
