package com.ieltsaiprep.gateway.socket;

/** Listener of a WebSocket, called on its event loop; no call follows {@link #onClosed}. */
interface WebSocketListener {
    /** Handles a complete text message, whose fragments were joined and are valid UTF-8. */
    void onText(String text);

    /**
     * Handles a complete binary message, whose fragments were joined.
     *
     * @param bytes content of the message, in an array that the listener may keep
     */
    void onBinary(byte[] bytes);

    /** Handles a pong frame of the client, also one that answers no ping. */
    void onPong();

    /**
     * Handles the end of the connection, unless {@link StrictWebSocket#close} ended it. Called at
     * most once.
     *
     * @param code close code that was received or sent; 1005 if the client's close frame had none,
     *     1006 if the connection was lost
     */
    void onClosed(int code);
}
