package com.ieltsaiprep.infra.network;

import com.ieltsaiprep.infra.AwsRegion;
import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.DefaultSecurityGroupArgs;
import com.pulumi.aws.ec2.Eip;
import com.pulumi.aws.ec2.EipArgs;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.NatGateway;
import com.pulumi.aws.ec2.NatGatewayArgs;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Network of a region: a VPC with a public and a private subnet in each of three availability
 * zones.
 *
 * <p>The functions are in the private subnets, because Redis has private addresses only. NAT is for
 * what has no endpoint in the VPC: DynamoDB in the other regions, SES, Lambda and X-Ray. The
 * traffic with S3 and the region's own DynamoDB goes through gateway endpoints, which cost nothing,
 * and speech to Bedrock through an interface endpoint.
 */
public final class RegionalNetwork extends ComponentResource {
    private static final String ANYWHERE = "0.0.0.0/0";

    private final String code;
    private final AddressPlan plan;
    private final CustomResourceOptions child;
    private final Vpc vpc;
    private final InternetGateway internet;
    private final List<Subnet> publicSubnets = new ArrayList<>();
    private final List<Subnet> privateSubnets = new ArrayList<>();
    private final List<RouteTable> privateTables = new ArrayList<>();
    private final NetworkOutputs outputs;

    /**
     * Registers the network.
     *
     * @param natGateways 1, or 3: one in each zone, so that the loss of a zone costs one zone only
     */
    public RegionalNetwork(AwsRegion region, int natGateways, ComponentResourceOptions options) {
        super("ielts:network:RegionalNetwork", "network-" + region.code(), options);
        code = region.code();
        plan = AddressPlan.of(region);
        child = CustomResourceOptions.builder().parent(this).build();
        vpc =
                new Vpc(
                        code + "-vpc",
                        VpcArgs.builder()
                                .cidrBlock(plan.cidr())
                                .enableDnsSupport(true)
                                .enableDnsHostnames(true)
                                .tags(name("vpc"))
                                .build(),
                        child);
        // Without rules: a resource without a group of its own reaches nothing.
        new DefaultSecurityGroup(
                code + "-default",
                DefaultSecurityGroupArgs.builder().vpcId(vpc.id()).build(),
                child);
        internet =
                new InternetGateway(
                        code + "-internet",
                        InternetGatewayArgs.builder().vpcId(vpc.id()).tags(name("vpc")).build(),
                        child);
        addPublicSubnets();
        addPrivateSubnets(natGateways(natGateways));
        outputs = collect();
        new NetworkEndpoints(region, outputs, child);
        registerOutputs(Map.of());
    }

    /** Returns what other components need of the network. */
    public NetworkOutputs outputs() {
        return outputs;
    }

    private NetworkOutputs collect() {
        return new NetworkOutputs(
                vpc.id(),
                plan.cidr(),
                publicSubnets.stream().map(Subnet::id).toList(),
                privateSubnets.stream().map(Subnet::id).toList(),
                privateTables.stream().map(RouteTable::id).toList());
    }

    private void addPublicSubnets() {
        RouteTable routes = routeTable("public");
        new Route(
                code + "-public",
                RouteArgs.builder()
                        .routeTableId(routes.id())
                        .destinationCidrBlock(ANYWHERE)
                        .gatewayId(internet.id())
                        .build(),
                child);
        for (int zone = 0; zone < plan.zoneIds().size(); zone++) {
            publicSubnets.add(subnet("public-" + zone, plan.publicSubnet(zone), zone, routes));
        }
    }

    private List<NatGateway> natGateways(int number) {
        List<NatGateway> gateways = new ArrayList<>();
        for (int zone = 0; zone < number; zone++) {
            String name = "nat-" + zone;
            Eip address =
                    new Eip(
                            code + "-" + name,
                            EipArgs.builder().domain("vpc").tags(name(name)).build(),
                            child);
            gateways.add(
                    new NatGateway(
                            code + "-" + name,
                            NatGatewayArgs.builder()
                                    .allocationId(address.allocationId())
                                    .subnetId(publicSubnets.get(zone).id())
                                    .tags(name(name))
                                    .build(),
                            // AWS: a NAT gateway fails while the VPC has no internet gateway.
                            CustomResourceOptions.builder()
                                    .parent(this)
                                    .dependsOn(internet)
                                    .build()));
        }
        return gateways;
    }

    private void addPrivateSubnets(List<NatGateway> gateways) {
        for (int zone = 0; zone < plan.zoneIds().size(); zone++) {
            String name = "private-" + zone;
            RouteTable routes = routeTable(name);
            new Route(
                    code + "-" + name,
                    RouteArgs.builder()
                            .routeTableId(routes.id())
                            .destinationCidrBlock(ANYWHERE)
                            .natGatewayId(gateways.get(zone % gateways.size()).id())
                            .build(),
                    child);
            privateTables.add(routes);
            privateSubnets.add(subnet(name, plan.privateSubnet(zone), zone, routes));
        }
    }

    private RouteTable routeTable(String name) {
        return new RouteTable(
                code + "-" + name,
                RouteTableArgs.builder().vpcId(vpc.id()).tags(name(name)).build(),
                child);
    }

    private Subnet subnet(String name, String cidr, int zone, RouteTable routes) {
        Subnet subnet =
                new Subnet(
                        code + "-" + name,
                        SubnetArgs.builder()
                                .vpcId(vpc.id())
                                .cidrBlock(cidr)
                                .availabilityZoneId(plan.zoneIds().get(zone))
                                .tags(name(name))
                                .build(),
                        child);
        new RouteTableAssociation(
                code + "-" + name,
                RouteTableAssociationArgs.builder()
                        .subnetId(subnet.id())
                        .routeTableId(routes.id())
                        .build(),
                child);
        return subnet;
    }

    private Map<String, String> name(String part) {
        return Map.of("Name", "ielts-" + code + "-" + part);
    }
}
