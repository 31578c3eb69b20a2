package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

/**
 * Handle of one conversation, to which the socket of a client connection delivers the client's
 * input and a tick every 20 ms. Called on one event loop only; no call blocks. {@code nowUs} is
 * monotonic time in µs.
 *
 * <p>The socket has checked framing, rate limits and order: {@code start} or {@code resume} comes
 * first and once, audio frames follow one another without a gap, and no input comes after the
 * disconnect. One exception: if the connection is relayed from another event loop, input that was
 * already on its way may still come after the conversation has closed the connection.
 */
public interface ConversationHandle {
    /** Handles a control message of the client; the first is {@code start} or {@code resume}. */
    void onMessage(ClientMessage message, long nowUs);

    /**
     * Handles a frame of microphone audio, whose sequence number follows that of the frame before.
     */
    void onAudio(AudioFrame.Uplink frame, long nowUs);

    /**
     * Handles the end of the client's connection: it was lost, the client closed it, or the socket
     * closed it after a protocol violation. Called at most once. The conversation may go on and
     * wait for its client to resume.
     */
    void onClientDisconnected(long nowUs);

    /**
     * Handles the start of draining, by which this node gives its conversations to other nodes. At
     * the next moment in which neither side speaks, the conversation closes the connection with
     * code 1001, and the client resumes on another node.
     */
    void onNodeDraining(long nowUs);

    /**
     * Handles the shutdown of this node: closes the connection with code 1001 at once. {@link
     * #isFinished} returns true soon afterwards.
     */
    void onNodeClosing(long nowUs);

    /**
     * Cancels the conversation's streams and releases its ownership at once, without a message to
     * the client. Called after a method of this handle threw an exception, or if the conversation
     * is unfinished 60 s after the disconnect. Never throws. No other method is called afterwards.
     */
    void abandon(long nowUs);

    /**
     * Advances the conversation to the time {@code nowUs}: sends audio that is due and checks
     * timeouts. Called every 20 ms, also after the disconnect, until {@link #isFinished} returns
     * true.
     */
    void tick(long nowUs);

    /** Returns the size of the audio and text that this conversation holds in memory, bytes. */
    long heldBytes();

    /**
     * Returns whether the conversation has ended and closed its streams, so that it can be removed.
     */
    boolean isFinished();
}
