package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.conversation.ConversationFactory;

import io.vertx.core.Context;

/** Makes what opens the conversations of one event loop. */
@FunctionalInterface
public interface ConversationFactoryProvider {
    /** Called once for each event loop, on it. */
    ConversationFactory forLoop(Context context);
}
