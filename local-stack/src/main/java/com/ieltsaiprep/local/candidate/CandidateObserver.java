package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.ServerMessage;

/** Someone who looks on. Called on the conversation's event loop: must not block. */
public interface CandidateObserver {
    /** Sees nothing. */
    CandidateObserver NONE = new CandidateObserver() {};

    /** Words came. */
    default void onCaption(ServerMessage.Caption caption) {}

    /** Maya's stream was lost or found. */
    default void onStatus(ServerMessage.Status status) {}

    /** The connection is lost; it is tried to go on. */
    default void onConnectionLost() {}

    /** The conversation goes on. */
    default void onResumed(Resumption.Kind kind) {}

    /** Told four times a second. */
    default void onProgress(ConversationProgress progress) {}
}
