package com.ieltsaiprep.infra.network;

import com.pulumi.core.Output;

import java.util.List;

/**
 * Outputs of a region's network.
 *
 * @param cidr address range of the VPC, such as {@code 10.20.0.0/16}
 * @param publicSubnetIds a subnet in each of three availability zones, with a route to the internet
 * @param privateSubnetIds a subnet in each of the same zones, whose traffic leaves through NAT
 * @param privateRouteTableIds route tables of the private subnets
 */
public record NetworkOutputs(
        Output<String> vpcId,
        String cidr,
        List<Output<String>> publicSubnetIds,
        List<Output<String>> privateSubnetIds,
        List<Output<String>> privateRouteTableIds) {
    /** Copies the lists. */
    public NetworkOutputs {
        publicSubnetIds = List.copyOf(publicSubnetIds);
        privateSubnetIds = List.copyOf(privateSubnetIds);
        privateRouteTableIds = List.copyOf(privateRouteTableIds);
    }
}
