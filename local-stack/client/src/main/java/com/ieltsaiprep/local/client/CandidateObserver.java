package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

/**
 * Observer of a simulated candidate's conversation: handles its captions, connection events and
 * progress. The methods are called on the conversation's event loop, so they must not block; by
 * default each does nothing.
 */
public interface CandidateObserver {
    /** Observer that ignores every event of a conversation. */
    CandidateObserver NONE = new CandidateObserver() {};

    /**
     * Handles a caption: a sentence that Maya, the AI examiner, plans to say, or one that either
     * speaker has said.
     */
    default void onCaption(ServerMessage.Caption caption) {}

    /**
     * Handles a new state of the gateway's stream to the speech model behind Maya, the AI examiner:
     * connecting, retrying or live.
     */
    default void onStatus(ServerMessage.Status status) {}

    /**
     * Handles the loss of the connection to the gateway. Called once for each loss, before the
     * attempts to reconnect.
     */
    default void onConnectionLost() {}

    /**
     * Handles the resumption of the conversation over a new connection.
     *
     * @param kind how the conversation was resumed: with the state that the gateway still had, with
     *     the state that the client had kept, or from the start
     */
    default void onResumed(Resumption.Kind kind) {}

    /** Handles a snapshot of the conversation's progress, about four times a second. */
    default void onProgress(ConversationProgress progress) {}
}
