package com.ieltsaiprep.gateway.conversation;

/** Opens conversations, all of them on one event loop. */
public interface ConversationFactory {
    /**
     * Opens one; it greets the client with {@code welcome}, and its Maya waits for {@code start}.
     * Called on the event loop.
     *
     * @param client the way to the candidate's device
     * @param nowUs monotonic time, µs
     */
    ConversationHandle open(ConversationIdentity identity, ClientPort client, long nowUs);
}
