package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

/** Conversations with Maya over one event loop's way to Sonic. */
public final class ExaminerConversations implements Conversations {
    private final String voiceId;
    private final SonicPort sonic;
    private final ConversationObserver observer;

    /**
     * Conversations of one event loop.
     *
     * @param voiceId Nova Sonic's name of Maya's voice, such as {@code amy}
     */
    public ExaminerConversations(String voiceId, SonicPort sonic, ConversationObserver observer) {
        this.voiceId = voiceId;
        this.sonic = sonic;
        this.observer = observer;
    }

    @Override
    public Conversant open(String sessionId, ClientPort client, long nowUs) {
        client.send(new ServerMessage.Welcome(sessionId));
        return new Conversation(sessionId, voiceId, client, sonic, observer);
    }
}
