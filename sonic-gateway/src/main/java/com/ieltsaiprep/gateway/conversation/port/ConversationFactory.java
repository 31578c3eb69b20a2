package com.ieltsaiprep.gateway.conversation.port;

/** Factory of conversations on one event loop: opens one for each new client connection. */
public interface ConversationFactory {
    /**
     * Opens a conversation for a new client connection and sends the client {@code welcome}. The
     * examiner speaks only after the client has sent {@code start} or {@code resume}. Called on an
     * event loop; does not block.
     *
     * @param identity session and user of the client
     * @param client port to the client of this connection
     * @param nowUs monotonic time, µs
     * @return the handle that takes all further input of the connection
     */
    ConversationHandle open(ConversationIdentity identity, ClientPort client, long nowUs);
}
