package com.ieltsaiprep.gateway.conversation.port;

/** Factory of the conversations of one event loop. */
public interface ConversationFactory {
    /**
     * Opens a conversation for a new connection and greets the client with {@code welcome}; the
     * examiner waits for {@code start}. Called on the event loop.
     *
     * @param client the port to the candidate's device
     * @param nowUs monotonic time, µs
     */
    ConversationHandle open(ConversationIdentity identity, ClientPort client, long nowUs);
}
