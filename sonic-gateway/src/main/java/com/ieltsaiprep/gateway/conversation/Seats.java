package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.handover.CapsuleSeal;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** The conversations of one event loop, so that a client that comes back finds its own. */
final class Seats {
    private final Map<String, Entrance> seated = new HashMap<>();
    private final ConversationParts parts;
    private final RegistryPort registry;

    Seats(ConversationParts parts, RegistryPort registry) {
        this.parts = parts;
        this.registry = registry;
    }

    RegistryPort registry() {
        return registry;
    }

    ConversationObserver observer() {
        return parts.observer();
    }

    CapsuleSeal.Opened open(String capsule, Identity identity) {
        return parts.seal().open(capsule, identity.userId(), identity.sessionId());
    }

    /**
     * Begins a conversation, goes on with the one that is here, or with another node's.
     *
     * @param resumption what to go on from; none for a new conversation
     */
    Conversation seat(
            Identity identity,
            Entrance entrance,
            ClientPort client,
            RegistryPort.Tenure tenure,
            @Nullable Resumption resumption,
            long nowUs) {
        Entrance before = seated.put(identity.sessionId(), entrance);
        if (before != null && before.holds()) {
            if (resumption != null && before.joined().isNewest(resumption.capsule(), tenure)) {
                Conversation conversation = before.giveUp();
                conversation.reattach(client, resumption.client(), tenure, nowUs);
                parts.observer().resumed(true);
                return conversation;
            }
            before.onTakenOver(nowUs);
        }
        if (resumption != null) {
            parts.observer().resumed(false);
        }
        return new Conversation(identity, parts, client, tenure, resumption, nowUs);
    }

    /** Whether a resumption would find its conversation here. */
    boolean hasNewest(Identity identity, Resumption resumption, RegistryPort.Tenure tenure) {
        Entrance there = seated.get(identity.sessionId());
        return there != null
                && there.holds()
                && there.joined().isNewest(resumption.capsule(), tenure);
    }

    /** The conversation is over. */
    void leave(Identity identity, Entrance entrance) {
        seated.remove(identity.sessionId(), entrance);
    }
}
