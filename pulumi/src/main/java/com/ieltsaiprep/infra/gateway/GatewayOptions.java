package com.ieltsaiprep.infra.gateway;

import java.util.List;

/**
 * Options of the gateway, from the stack's configuration.
 *
 * @param instanceType an arm64 type, such as {@code c8g.large}
 * @param minNodes minimum number of nodes; 2 or more to survive the loss of one
 * @param maxNodes maximum number of nodes
 * @param maxConversations maximum of conversations on a node
 * @param shutdownDeadlineSeconds time for draining a node before it ends
 * @param logRetentionDays retention of the gateway's log
 * @param globalAccelerator true to route clients over AWS's network from the nearest edge
 * @param origins origins of the pages that may connect
 * @param sonicModels model ids that the nodes may invoke; the first is the one in use, another is
 *     listed while a change of model is rolled out
 */
public record GatewayOptions(
        String instanceType,
        int minNodes,
        int maxNodes,
        int maxConversations,
        int shutdownDeadlineSeconds,
        int logRetentionDays,
        boolean globalAccelerator,
        List<String> origins,
        List<String> sonicModels) {
    /** Creates options from immutable copies of the lists; there must be a model. */
    public GatewayOptions {
        origins = List.copyOf(origins);
        sonicModels = List.copyOf(sonicModels);
        if (sonicModels.isEmpty()) {
            throw new IllegalArgumentException("no model of Nova Sonic");
        }
    }

    /** Returns the id of the model in use. */
    String sonicModel() {
        return sonicModels.get(0);
    }
}
