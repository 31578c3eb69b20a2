package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.conversation.port.ConversationFactory;

import io.vertx.core.Context;

/** Provider of the conversation factories of a server, one for each event loop. */
@FunctionalInterface
public interface ConversationFactoryProvider {
    /**
     * Creates the factory that opens the conversations of one event loop. Called once for each
     * event loop, on that loop.
     *
     * @param context Vert.x context of the event loop
     */
    ConversationFactory forLoop(Context context);
}
