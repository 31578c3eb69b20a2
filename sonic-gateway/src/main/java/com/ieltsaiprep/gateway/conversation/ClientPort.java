package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

/**
 * The way to the candidate's device. Called on the conversation's event loop only; no call blocks,
 * none throws when the connection is gone.
 */
public interface ClientPort {
    /** Sends a control message; it is small and always accepted while connected. */
    void send(ServerMessage message);

    /**
     * Sends a frame of Maya's voice, unless the connection's buffer is full.
     *
     * @return false if nothing was sent; the conversation's next tick tries again
     */
    boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length);

    /** Closes the connection after what was sent before. */
    void close(CloseCode code);
}
