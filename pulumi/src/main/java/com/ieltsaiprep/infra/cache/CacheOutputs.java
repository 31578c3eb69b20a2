package com.ieltsaiprep.infra.cache;

import com.pulumi.core.Output;

/**
 * Outputs of a region's cache.
 *
 * @param address host and port of the primary node, such as {@code
 *     example.cache.amazonaws.com:6379}
 * @param url address with the AUTH token, {@code rediss://default:token@host:6379}; a secret
 * @param clusterId name of the replication group, as in metrics
 * @param securityGroupId security group of its nodes; a client needs an ingress rule in it
 */
public record CacheOutputs(
        Output<String> address,
        Output<String> url,
        Output<String> clusterId,
        Output<String> securityGroupId) {
    /** TCP port of the cache. */
    public static final int PORT = 6379;
}
