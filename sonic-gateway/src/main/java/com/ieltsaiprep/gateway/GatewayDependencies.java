package com.ieltsaiprep.gateway;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.ConversationFactory;
import com.ieltsaiprep.gateway.conversation.OwnershipRegistry;
import com.ieltsaiprep.gateway.conversation.SonicPort;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;

import io.vertx.core.Future;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What {@code Main} chooses and a test replaces.
 *
 * @param random cryptographically strong; makes the warm-up's tickets and the names of claims
 * @param sonic the way to Nova Sonic
 * @param mirror the way to the warm-up's Maya
 * @param warmUp a node is ready once it has succeeded
 */
record GatewayDependencies(
        MonotonicClock clock,
        RandomGenerator random,
        ConversationFactoryAssembler conversations,
        SonicPortFactory sonic,
        SonicPortFactory mirror,
        WarmUpRunner warmUp) {

    /** Makes what opens the conversations of one event loop. */
    @FunctionalInterface
    interface ConversationFactoryAssembler {
        /** Over a way to Nova Sonic, fenced by a registry, and counted. */
        ConversationFactory over(
                SonicPort sonic, OwnershipRegistry registry, GatewayMetrics metrics);
    }

    /** Holds conversations with this node itself, so that its code is compiled beforehand. */
    @FunctionalInterface
    interface WarmUpRunner {
        /**
         * Talks through real WebSockets.
         *
         * @param port on 127.0.0.1, of a server like the public one whose Maya is a mirror
         * @param tickets makes tickets that this server takes
         */
        Future<Void> with(int port, Supplier<String> tickets);
    }
}
