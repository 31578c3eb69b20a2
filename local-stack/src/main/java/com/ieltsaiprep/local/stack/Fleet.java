package com.ieltsaiprep.local.stack;

import java.util.List;

/**
 * The gateways of a stack and their load balancer.
 *
 * @param balancer in front of the gateways
 */
public record Fleet(List<GatewayNode> nodes, Balancer balancer) {
    /** Copies the list. */
    public Fleet {
        nodes = List.copyOf(nodes);
    }
}
