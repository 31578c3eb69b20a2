package com.ieltsaiprep.infra.cache;

/**
 * Size of a cache.
 *
 * @param nodeType such as {@code cache.r6g.large}
 * @param nodes 1, or more for a primary and replicas in other availability zones
 */
public record CacheSize(String nodeType, int nodes) {}
