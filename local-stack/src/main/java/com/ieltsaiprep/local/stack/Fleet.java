package com.ieltsaiprep.local.stack;

import java.util.List;

/**
 * A stack's gateways, and what stands before and behind them.
 *
 * @param balancer before the gateways
 */
public record Fleet(List<GatewayNode> nodes, Balancer balancer) {
    /** Copies the list. */
    public Fleet {
        nodes = List.copyOf(nodes);
    }
}
