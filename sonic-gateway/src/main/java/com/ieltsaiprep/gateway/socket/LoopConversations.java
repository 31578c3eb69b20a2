package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.conversation.Conversations;

import io.vertx.core.Context;

/** Makes what opens the conversations of one event loop. */
@FunctionalInterface
public interface LoopConversations {
    /** Called once for each event loop, on it. */
    Conversations forLoop(Context context);
}
