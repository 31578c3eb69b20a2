package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

/**
 * Handle of one conversation, through which the socket delivers the client's input. On the
 * conversation's event loop only; {@code nowUs} is monotonic time in µs. The socket has checked
 * framing, rates, that {@code start} or {@code resume} comes first and once, and that audio frames
 * follow one another; nothing comes in after the disconnect.
 *
 * <p>After the conversation itself has closed the connection, messages, audio and {@link
 * #onClientDisconnected} may still come if the connection is relayed from another event loop: they
 * were on their way.
 */
public interface ConversationHandle {
    /** Handles a control message; the first is {@code start} or {@code resume}. */
    void onMessage(ClientMessage message, long nowUs);

    /** Handles a microphone frame. */
    void onAudio(AudioFrame.Uplink frame, long nowUs);

    /**
     * Handles the end of the connection, whether lost or closed. At most once. The socket closes it
     * if the client broke the protocol.
     */
    void onClientDisconnected(long nowUs);

    /**
     * Handles the start of draining: the client is moved to another node at the next quiet moment.
     */
    void onNodeDraining(long nowUs);

    /** Handles the node's shutdown: closes the connection with 1001 and finishes soon. */
    void onNodeClosing(long nowUs);

    /**
     * Releases everything at once and silently, after a fault in the conversation; never throws.
     * Nothing is called after it.
     */
    void abandon(long nowUs);

    /**
     * Advances the conversation; called every 20 ms, also after the disconnect, until {@link
     * #isFinished}.
     */
    void tick(long nowUs);

    /** Returns the audio and text that this conversation holds, bytes. */
    long heldBytes();

    /** Returns whether nothing is left to do and the conversation can be removed. */
    boolean isFinished();
}
