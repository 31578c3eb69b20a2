package com.ieltsaiprep.gateway.socket;

/**
 * Observer of the sockets, for the metrics; never gets content. Called on any event loop.
 *
 * <p>{@code type} is a message's type on the wire, {@code audio} for audio frames, or {@code
 * unknown}.
 */
public interface SocketObserver {
    /** Counts the answer to an upgrade request: {@code upgraded}, or the reason of a refusal. */
    void onUpgrade(String result);

    /** Counts a received message. */
    void onReceived(String type);

    /** Counts a sent message. */
    void onSent(String type);

    /** Counts a closed connection by close code, 1006 if lost, {@code other} if unknown. */
    void onClosed(String code);

    /** Samples the maximum that a conversation of a loop holds, bytes; once a second and loop. */
    void onHeldBytes(long bytes);

    /** Records the event-loop lag: the delay of a tick, µs. */
    void onEventLoopLag(long us);
}
