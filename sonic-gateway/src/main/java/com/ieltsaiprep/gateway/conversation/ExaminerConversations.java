package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.handover.CapsuleSeal;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

/** Conversations with Maya over one event loop's way to Sonic. */
@SuppressWarnings("UnusedVariable")
public final class ExaminerConversations implements Conversations {
    private final ConversationSettings settings;
    private final SonicPort sonic;
    private final RegistryPort registry;
    private final CapsuleSeal seal;
    private final ConversationObserver observer;

    /** Conversations of one event loop. */
    public ExaminerConversations(
            ConversationSettings settings,
            SonicPort sonic,
            RegistryPort registry,
            CapsuleSeal seal,
            ConversationObserver observer) {
        this.settings = settings;
        this.sonic = sonic;
        this.registry = registry;
        this.seal = seal;
        this.observer = observer;
    }

    @Override
    public Conversant open(Identity identity, ClientPort client, long nowUs) {
        client.send(new ServerMessage.Welcome(identity.sessionId()));
        return new Conversation(identity.sessionId(), settings, client, sonic, observer);
    }
}
