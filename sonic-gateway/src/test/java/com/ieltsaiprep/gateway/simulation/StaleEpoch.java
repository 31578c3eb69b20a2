package com.ieltsaiprep.gateway.simulation;

import com.ieltsaiprep.gateway.conversation.ClientPort;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

/** Sends the reply after a barge-in under the number of the one that was cut off. */
final class StaleEpoch implements ClientPort {
    private final ClientPort client;
    private int cleared;

    StaleEpoch(ClientPort client) {
        this.client = client;
    }

    @Override
    public void send(ServerMessage message) {
        if (message instanceof ServerMessage.Clear(int epoch)) {
            cleared = epoch;
        }
        client.send(message);
    }

    @Override
    public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
        int stale = epoch == cleared ? epoch - 1 : epoch;
        return client.trySendAudio(stale, sequence, pcm, offset, length);
    }

    @Override
    public void close(CloseCode code) {
        client.close(code);
    }
}
