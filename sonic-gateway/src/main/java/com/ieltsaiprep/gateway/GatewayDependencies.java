package com.ieltsaiprep.gateway;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.port.ConversationFactory;
import com.ieltsaiprep.gateway.conversation.port.OwnershipRegistry;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;

import io.vertx.core.Future;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Dependencies of the gateway that {@code Main} provides and a test replaces.
 *
 * @param random cryptographically strong; for the warm-up's tickets and the owner names of claims
 * @param sonic ports to Nova Sonic
 * @param loopback ports to the loopback server of the warm-up
 * @param warmUp a node is ready once it has succeeded
 */
record GatewayDependencies(
        MonotonicClock clock,
        RandomGenerator random,
        ConversationFactoryAssembler conversations,
        SonicPortFactory sonic,
        SonicPortFactory loopback,
        WarmUpRunner warmUp) {

    /** Assembles the conversation factory of one event loop. */
    @FunctionalInterface
    interface ConversationFactoryAssembler {
        /**
         * Creates the conversation factory of one event loop.
         *
         * @param sonic port through which the conversations open streams to Nova Sonic
         * @param registry ownership registry, which fences off earlier owners of a conversation
         * @param metrics meters in which the conversations are counted
         */
        ConversationFactory create(
                SonicPort sonic, OwnershipRegistry registry, GatewayMetrics metrics);
    }

    /** Runs warm-up conversations against this node, so that the JIT compiler has done its work. */
    @FunctionalInterface
    interface WarmUpRunner {
        /**
         * Runs warm-up conversations with a WebSocket server on this node.
         *
         * @param port TCP port on 127.0.0.1 of that server, whose Nova Sonic is the loopback server
         * @param tickets issues a new ticket (secret that opens one connection) at each call
         * @return completes when all conversations have ended; fails if one of them received no
         *     audio
         */
        Future<Void> run(int port, Supplier<String> tickets);
    }
}
