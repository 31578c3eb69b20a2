package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.conversation.ConversationFactory;

import io.vertx.core.Context;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * On which event loop of this node each conversation lives. A client that comes back may be
 * accepted by another loop; its connection is then relayed, so that it finds its conversation as it
 * left it. Safe for all threads.
 */
final class ConversationDirectory {
    private final Map<String, OwnerLoop> directory = new ConcurrentHashMap<>();

    /**
     * An event loop.
     *
     * @param conversations opens conversations on it
     */
    record Loop(Context context, ConversationFactory conversations) {}

    private record OwnerLoop(Loop loop, int connections) {}

    /** A connection's stay, from its upgrade until it is forgotten. */
    interface Entry {
        /** Opens the connection's conversation where it lives. */
        ConversationFactory conversations();

        /** The connection is forgotten. */
        void leave();
    }

    /** A connection for a session was accepted by a loop. */
    Entry enter(String sessionId, Loop here) {
        OwnerLoop home =
                directory.compute(
                        sessionId,
                        (_, there) ->
                                there == null
                                        ? new OwnerLoop(here, 1)
                                        : new OwnerLoop(there.loop, there.connections + 1));
        ConversationFactory conversations =
                home.loop.equals(here)
                        ? here.conversations
                        : (identity, client, nowUs) ->
                                new RelayedConversation(
                                        home.loop, identity, here.context, client, nowUs);
        return new Entry() {
            @Override
            public ConversationFactory conversations() {
                return conversations;
            }

            @Override
            public void leave() {
                directory.computeIfPresent(
                        sessionId,
                        (_, left) ->
                                left.connections == 1
                                        ? null
                                        : new OwnerLoop(left.loop, left.connections - 1));
            }
        };
    }
}
