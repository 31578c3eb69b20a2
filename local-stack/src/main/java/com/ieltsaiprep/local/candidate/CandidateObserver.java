package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

/**
 * Observer of a candidate's conversation. Called on the conversation's event loop, so it must not
 * block.
 */
public interface CandidateObserver {
    /** Ignores every event. */
    CandidateObserver NONE = new CandidateObserver() {};

    /** Handles a planned or final caption. */
    default void onCaption(ServerMessage.Caption caption) {}

    /** Handles a change of the state of Maya's stream. */
    default void onStatus(ServerMessage.Status status) {}

    /** Handles the loss of the connection, before the attempts to reconnect. */
    default void onConnectionLost() {}

    /** Handles a resumed conversation. */
    default void onResumed(Resumption.Kind kind) {}

    /** Handles the progress, four times a second. */
    default void onProgress(ConversationProgress progress) {}
}
