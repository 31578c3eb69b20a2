package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

/**
 * A conversation as its surroundings see it. Called on the conversation's event loop only; {@code
 * nowUs} is monotonic time in µs.
 */
public interface Conversant {
    /** A control message; the socket has seen to it that {@code start} comes first, and once. */
    void onMessage(ClientMessage message, long nowUs);

    /** A microphone frame; the socket has checked its sequence. */
    void onAudio(AudioFrame.Uplink frame, long nowUs);

    /** The connection is lost, or closed by the client. */
    void onClientGone(long nowUs);

    /** This node shuts down: the client is told, and the connection closed. */
    void onNodeClosing(long nowUs);

    /** Time passes; comes every 20 ms. */
    void tick(long nowUs);

    /** Audio and text that this conversation holds, bytes. */
    long heldBytes();

    /** Whether nothing is left to do, so that it can be forgotten. */
    boolean finished();
}
