package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

/**
 * Port to the candidate's device. Called on the conversation's event loop only; no call blocks, and
 * none throws when the connection is closed.
 */
public interface ClientPort {
    /** Sends a control message; it is small and always accepted while connected. */
    void send(ServerMessage message);

    /**
     * Sends a frame of Maya's voice, unless the connection's send buffer is full (backpressure).
     *
     * @return false if nothing was sent; the conversation's next tick tries again
     */
    boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length);

    /** Closes the connection once everything sent before has left. */
    void close(CloseCode code);
}
