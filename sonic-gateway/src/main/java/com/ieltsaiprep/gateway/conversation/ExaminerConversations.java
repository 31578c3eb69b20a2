package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.handover.CapsuleSeal;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

/** Conversations with Maya over one event loop's way to Sonic. */
public final class ExaminerConversations implements Conversations {
    private final Seats seats;

    /** Conversations of one event loop. */
    public ExaminerConversations(
            ConversationSettings settings,
            SonicPort sonic,
            RegistryPort registry,
            CapsuleSeal seal,
            ConversationObserver observer) {
        this.seats = new Seats(new ConversationParts(settings, sonic, seal, observer), registry);
    }

    @Override
    public Conversant open(Identity identity, ClientPort client, long nowUs) {
        client.send(new ServerMessage.Welcome(identity.sessionId()));
        return new Entrance(identity, client, seats);
    }
}
