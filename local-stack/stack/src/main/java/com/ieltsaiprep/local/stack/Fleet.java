package com.ieltsaiprep.local.stack;

import java.util.List;

/**
 * Gateways of a running local stack and the load balancer in front of them.
 *
 * @param nodes the gateways; the position in the list is the index that the balancer uses
 * @param balancer forwards each client connection to one of the gateways
 */
public record Fleet(List<GatewayNode> nodes, Balancer balancer) {
    /**
     * Creates the set of a stack's gateways and their load balancer, with an unmodifiable copy of
     * the list {@code nodes}.
     */
    public Fleet {
        nodes = List.copyOf(nodes);
    }
}
