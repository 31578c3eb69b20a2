package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

/**
 * The core as the socket sees it. On the conversation's event loop only; {@code nowUs} is monotonic
 * time in µs. The socket has checked framing, rates, that {@code start} or {@code resume} comes
 * first and once, and that audio frames follow one another; nothing comes in after the connection
 * is gone.
 *
 * <p>After the conversation itself has closed the connection, messages, audio and {@link
 * #onClientDisconnected} may still come if the connection is relayed from another event loop: they
 * were on their way.
 */
public interface ConversationHandle {
    /** A control message; the first is {@code start} or {@code resume}. */
    void onMessage(ClientMessage message, long nowUs);

    /** A frame of the microphone. */
    void onAudio(AudioFrame.Uplink frame, long nowUs);

    /**
     * The connection is lost, was closed by the client, or by the socket because the client broke
     * the protocol. At most once.
     */
    void onClientDisconnected(long nowUs);

    /** This node is being replaced: let the client move at the next moment when nobody speaks. */
    void onNodeDraining(long nowUs);

    /** This node shuts down: tell the client, close with 1001, and finish soon. */
    void onNodeClosing(long nowUs);

    /**
     * Something went wrong in it: let go of everything at once, silently; never throws. Nothing is
     * called after it.
     */
    void abandon(long nowUs);

    /** Every 20 ms, also after the client is gone, until {@link #isFinished}. */
    void tick(long nowUs);

    /** Audio and text that this conversation holds, bytes. */
    long heldBytes();

    /** Nothing is left to do: the conversation may be forgotten. */
    boolean isFinished();
}
