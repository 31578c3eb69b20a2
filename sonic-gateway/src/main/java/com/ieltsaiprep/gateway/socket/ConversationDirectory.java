package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.conversation.port.ConversationFactory;

import io.vertx.core.Context;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Directory of a node's conversations: maps each to the event loop that owns it. A client that
 * reconnects may be accepted by another loop; its connection is then relayed to the owner, so that
 * it re-attaches to its conversation. Thread-safe.
 */
final class ConversationDirectory {
    private final Map<String, OwnerLoop> owners = new ConcurrentHashMap<>();

    /**
     * Event loop of the server.
     *
     * @param conversations opens conversations on this loop
     */
    record Loop(Context context, ConversationFactory conversations) {}

    private record OwnerLoop(Loop loop, int connections) {}

    /** Entry of one connection, from its upgrade until its release. */
    interface Entry {
        /**
         * Returns the factory that opens the connection's conversation on the event loop that owns
         * it. If another loop accepted the connection, the factory relays between the two loops.
         */
        ConversationFactory conversations();

        /**
         * Removes this entry, once, when its connection is over. With the last entry of a
         * conversation the directory forgets which event loop owns it.
         */
        void release();
    }

    /** Registers a connection that a loop accepted; the first one makes it the owner. */
    Entry register(String sessionId, Loop here) {
        OwnerLoop owner =
                owners.compute(
                        sessionId,
                        (_, existing) ->
                                existing == null
                                        ? new OwnerLoop(here, 1)
                                        : new OwnerLoop(existing.loop, existing.connections + 1));
        ConversationFactory conversations =
                owner.loop.equals(here)
                        ? here.conversations
                        : (identity, client, nowUs) ->
                                new RelayedConversation(
                                        owner.loop, identity, here.context, client, nowUs);
        return new Entry() {
            @Override
            public ConversationFactory conversations() {
                return conversations;
            }

            @Override
            public void release() {
                owners.computeIfPresent(
                        sessionId,
                        (_, existing) ->
                                existing.connections == 1
                                        ? null
                                        : new OwnerLoop(existing.loop, existing.connections - 1));
            }
        };
    }
}
