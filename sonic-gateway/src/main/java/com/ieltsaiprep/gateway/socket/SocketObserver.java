package com.ieltsaiprep.gateway.socket;

/**
 * Observer of the clients' connections, for metrics: receives names and numbers, never content.
 * Called on any event loop.
 */
public interface SocketObserver {
    /**
     * Counts an answered HTTP request to the public port.
     *
     * @param result {@code upgraded} to a WebSocket, {@code probe} (latency probe), {@code failed}
     *     (upgrade that broke off), or a refusal such as {@code full} (no capacity)
     */
    void onUpgrade(String result);

    /**
     * Counts a WebSocket message from a client by its protocol type: {@code audio} for an audio
     * frame, {@code unknown} for a message that could not be read.
     */
    void onReceived(String type);

    /**
     * Counts a WebSocket message to a client by its protocol type, {@code audio} for an audio
     * frame.
     */
    void onSent(String type);

    /**
     * Counts a closed WebSocket connection by its close code in decimal: 1005 if the client's close
     * frame had none, 1006 if the connection was lost, {@code other} for a code that the gateway
     * does not use.
     */
    void onClosed(String code);

    /**
     * Records the size of the audio and text held by the largest conversation of an event loop,
     * bytes. Called once a second for each event loop.
     */
    void onHeldBytes(long bytes);

    /** Records the lag of an event loop: how late one of its 20 ms ticks ran, µs. */
    void onEventLoopLag(long us);
}
