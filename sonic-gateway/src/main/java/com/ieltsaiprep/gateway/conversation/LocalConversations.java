package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationFactory;
import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.OwnershipRegistry;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * Conversations of one event loop, by session id: opens a new conversation, or re-attaches a
 * reconnecting client to its existing one. Not thread-safe; used on its event loop only.
 */
public final class LocalConversations implements ConversationFactory {
    private final Map<String, ConversationJoin> joins = new HashMap<>();
    private final ConversationDependencies dependencies;
    private final OwnershipRegistry registry;

    /**
     * Creates the set of conversations of one event loop, which is empty at first.
     *
     * @param settings settings of every conversation
     * @param sonic port to Nova Sonic on this event loop
     * @param registry registry that prevents two nodes from continuing the same conversation
     * @param seal encrypts and decrypts capsules, the conversation state from which clients can
     *     resume
     * @param observer receives counts and durations for the metrics
     */
    public LocalConversations(
            ConversationSettings settings,
            SonicPort sonic,
            OwnershipRegistry registry,
            CapsuleSeal seal,
            ConversationObserver observer) {
        this.dependencies = new ConversationDependencies(settings, sonic, seal, observer);
        this.registry = registry;
    }

    @Override
    public ConversationHandle open(ConversationIdentity identity, ClientPort client, long nowUs) {
        client.send(new ServerMessage.Welcome(identity.sessionId()));
        return new ConversationJoin(identity, client, this);
    }

    OwnershipRegistry registry() {
        return registry;
    }

    ConversationObserver observer() {
        return dependencies.observer();
    }

    CapsuleSeal.OpenResult openCapsule(String capsule, ConversationIdentity identity) {
        return dependencies.seal().open(capsule, identity.userId(), identity.sessionId());
    }

    /**
     * Begins a conversation, re-attaches to the one that is here, or resumes another node's.
     *
     * @param resumeRequest what to resume from; none for a new conversation
     */
    Conversation join(
            ConversationJoin join,
            ClientPort client,
            Ownership ownership,
            @Nullable ResumeRequest resumeRequest,
            long nowUs) {
        ConversationJoin before = joins.put(join.identity().sessionId(), join);
        if (before != null && before.hasConversation()) {
            if (resumeRequest != null
                    && before.conversation().isNewest(resumeRequest.capsule(), ownership)) {
                Conversation conversation = before.detachConversation();
                conversation.reattach(client, resumeRequest.client(), ownership, nowUs);
                dependencies.observer().onResumed(true);
                return conversation;
            }
            before.onTakenOver(nowUs);
        }
        if (resumeRequest != null) {
            dependencies.observer().onResumed(false);
        }
        return new Conversation(
                join.identity(), dependencies, client, ownership, resumeRequest, nowUs);
    }

    /** Returns whether a resume request would find its conversation here. */
    boolean hasNewest(
            ConversationIdentity identity, ResumeRequest resumeRequest, Ownership ownership) {
        ConversationJoin other = joins.get(identity.sessionId());
        return other != null
                && other.hasConversation()
                && other.conversation().isNewest(resumeRequest.capsule(), ownership);
    }

    /** Removes a conversation that is over. */
    void remove(ConversationJoin join) {
        joins.remove(join.identity().sessionId(), join);
    }
}
