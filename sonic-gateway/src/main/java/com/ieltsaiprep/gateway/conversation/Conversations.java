package com.ieltsaiprep.gateway.conversation;

/** Makes conversations; one for each event loop. */
public interface Conversations {
    /** Begins a conversation, on its event loop; it waits for the client's {@code start}. */
    Conversant open(String sessionId, ClientPort client, long nowUs);
}
