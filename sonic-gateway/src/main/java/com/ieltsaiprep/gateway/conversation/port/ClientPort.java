package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

/**
 * Port from a conversation to the candidate's client: sends control messages and the examiner's
 * voice over the client's connection. Called on the conversation's event loop only. No call blocks,
 * and none throws when the connection is closed: what is sent is then dropped.
 */
public interface ClientPort {
    /**
     * Sends a control message to the client. Unlike audio, it is sent even if the send buffer is
     * full; without a connection it is dropped.
     */
    void send(ServerMessage message);

    /**
     * Sends a frame of the examiner's voice to the client, unless the connection's send buffer is
     * full (backpressure).
     *
     * @param epoch number of the examiner's reply that the audio belongs to
     * @param sequence number of the frame on this connection, from 0
     * @param pcm PCM16 little-endian mono at 24 kHz; may be kept, so it must not change afterwards
     * @param offset position of the frame's first byte in {@code pcm}
     * @param length length of the frame, bytes
     * @return false if nothing was sent, because the buffer is full or there is no connection; the
     *     conversation tries again at its next tick, after 20 ms
     */
    boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length);

    /**
     * Closes the connection with a WebSocket close code, once the messages in its send buffer have
     * been sent. Nothing more is sent over this connection.
     */
    void close(CloseCode code);
}
