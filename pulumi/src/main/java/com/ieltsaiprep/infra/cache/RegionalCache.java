package com.ieltsaiprep.infra.cache;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.Names;
import com.ieltsaiprep.infra.network.NetworkOutputs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.elasticache.ReplicationGroup;
import com.pulumi.aws.elasticache.ReplicationGroupArgs;
import com.pulumi.aws.elasticache.SubnetGroup;
import com.pulumi.aws.elasticache.SubnetGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.Map;

/**
 * Cache of a region: Valkey, which speaks the protocol of Redis, with TLS and AUTH. It keeps no
 * snapshots: what it holds lives an hour at most.
 */
public final class RegionalCache extends ComponentResource {
    private final ReplicationGroup group;
    private final CacheOutputs outputs;

    /**
     * Registers the cache.
     *
     * @param token AUTH token, 16 to 128 letters, digits, {@code -} or {@code _}; a secret
     */
    public RegionalCache(
            Names names,
            AwsRegion region,
            NetworkOutputs network,
            CacheSize size,
            Output<String> token,
            ComponentResourceOptions options) {
        super("ielts:cache:RegionalCache", "cache-" + region.code(), options);
        CustomResourceOptions child = CustomResourceOptions.builder().parent(this).build();
        String name = region.code() + "-cache";
        SecurityGroup security =
                new SecurityGroup(
                        name,
                        SecurityGroupArgs.builder()
                                .vpcId(network.vpcId())
                                .description("Cache; each client adds its ingress rule")
                                .tags(Map.of("Name", "ielts-" + name))
                                .build(),
                        child);
        SubnetGroup subnets =
                new SubnetGroup(
                        name,
                        SubnetGroupArgs.builder()
                                .name(names.cache())
                                .description("Private subnets")
                                .subnetIds(Output.all(network.privateSubnetIds()))
                                .build(),
                        child);
        group =
                new ReplicationGroup(
                        name,
                        definition(names, size)
                                .subnetGroupName(subnets.name())
                                .securityGroupIds(security.id().applyValue(java.util.List::of))
                                .authToken(token)
                                .build(),
                        child);
        outputs = collect(security, token);
        registerOutputs(Map.of());
    }

    /** Returns what the clients of the cache need. */
    public CacheOutputs outputs() {
        return outputs;
    }

    private static ReplicationGroupArgs.Builder definition(Names names, CacheSize size) {
        boolean isReplicated = size.nodes() > 1;
        return ReplicationGroupArgs.builder()
                .replicationGroupId(names.cache())
                .description("Sessions, tickets and the gateway's registry; never voice")
                // ElastiCache compares engine names with case.
                .engine("valkey")
                .engineVersion("8.0")
                .parameterGroupName("default.valkey8")
                .nodeType(size.nodeType())
                // Without cluster mode, which neither the gateway nor the functions speak.
                .numCacheClusters(size.nodes())
                .automaticFailoverEnabled(isReplicated)
                .multiAzEnabled(isReplicated)
                .port(CacheOutputs.PORT)
                // AUTH needs encryption in transit, which Valkey's groups must set explicitly.
                .transitEncryptionEnabled(true)
                .atRestEncryptionEnabled(true)
                // With ROTATE the old token stays valid until SET, for clients that still have it.
                .authTokenUpdateStrategy("ROTATE")
                .snapshotRetentionLimit(0)
                .autoMinorVersionUpgrade(true);
    }

    private CacheOutputs collect(SecurityGroup security, Output<String> token) {
        Output<String> address =
                group.primaryEndpointAddress().applyValue(host -> host + ":" + CacheOutputs.PORT);
        // AUTH tokens belong to the user "default", and have no character that a URL escapes.
        Output<String> url = Output.format("rediss://default:%s@%s", token, address).asSecret();
        return new CacheOutputs(address, url, group.id(), security.id());
    }
}
