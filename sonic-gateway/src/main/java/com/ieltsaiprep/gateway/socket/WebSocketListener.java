package com.ieltsaiprep.gateway.socket;

/** Listener of a WebSocket, called on its event loop; no call follows {@link #onClosed}. */
interface WebSocketListener {
    /** Handles a complete text message. */
    void onText(String text);

    /** Handles a complete binary message; the array belongs to the listener. */
    void onBinary(byte[] bytes);

    /** Handles a pong, solicited or not. */
    void onPong();

    /**
     * Handles the end of the connection for a reason other than {@link StrictWebSocket#close};
     * called at most once.
     *
     * @param code the close code that was received or sent; 1005 if the client sent none, 1006 if
     *     the connection was lost
     */
    void onClosed(int code);
}
