package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.conversation.port.ConversationFactory;

import io.vertx.core.Context;

/** Provider of the conversation factory of each event loop. */
@FunctionalInterface
public interface ConversationFactoryProvider {
    /** Creates the factory of an event loop; called once for each, on it. */
    ConversationFactory forLoop(Context context);
}
