package com.ieltsaiprep.gateway.socket;

/**
 * What is counted. On any event loop; nothing here has content.
 *
 * <p>{@code type} is a message's type on the wire, {@code audio} for audio frames, or {@code
 * unknown}.
 */
public interface SocketObserver {
    /** A request to upgrade was answered: {@code upgraded}, or why not. */
    void onUpgrade(String result);

    /** A message came in. */
    void onReceived(String type);

    /** A message was sent. */
    void onSent(String type);

    /** A connection is over: its close code, 1006 if it was lost; {@code other} if not of ours. */
    void onClosed(String code);

    /** The most that one conversation of a loop holds now, bytes; once a second and loop. */
    void onHeldBytes(long bytes);

    /** How much later than due a loop's tick came, µs. */
    void onLoopLag(long us);
}
