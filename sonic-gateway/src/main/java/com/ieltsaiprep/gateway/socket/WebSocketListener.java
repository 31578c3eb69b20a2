package com.ieltsaiprep.gateway.socket;

/** What comes in over a WebSocket, told on its event loop; nothing follows {@link #onClosed}. */
interface WebSocketListener {
    /** A whole text message. */
    void onText(String text);

    /** A whole binary message; the array is the listener's to keep. */
    void onBinary(byte[] bytes);

    /** The answer to a ping, or an unasked sign of life. */
    void onPong();

    /**
     * The connection is over for a reason other than {@link StrictWebSocket#close}; comes at most
     * once.
     *
     * @param code the close code that was received or sent; 1005 if the client named none, 1006 if
     *     the connection was lost
     */
    void onClosed(int code);
}
