package com.ieltsaiprep.gateway.simulation;

import com.ieltsaiprep.gateway.conversation.ClientPort;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

/** A way to a device that does not quite carry what it is given. */
class TamperedClient implements ClientPort {
    private final ClientPort client;

    TamperedClient(ClientPort client) {
        this.client = client;
    }

    @Override
    public void send(ServerMessage message) {
        client.send(message);
    }

    @Override
    public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
        return client.trySendAudio(epoch, sequence, pcm, offset, length);
    }

    @Override
    public void close(CloseCode code) {
        client.close(code);
    }

    /** Sends the reply after a barge-in under the number of the one that was cut off. */
    static final class StaleEpoch extends TamperedClient {
        private int cleared;

        StaleEpoch(ClientPort client) {
            super(client);
        }

        @Override
        public void send(ServerMessage message) {
            if (message instanceof ServerMessage.Clear(int epoch)) {
                cleared = epoch;
            }
            super.send(message);
        }

        @Override
        public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
            int stale = epoch == cleared ? epoch - 1 : epoch;
            return super.trySendAudio(stale, sequence, pcm, offset, length);
        }
    }

    /** Does not say that the conversation is over. */
    static final class WordlessEnd extends TamperedClient {
        WordlessEnd(ClientPort client) {
            super(client);
        }

        @Override
        public void send(ServerMessage message) {
            if (!(message instanceof ServerMessage.Ended)) {
                super.send(message);
            }
        }
    }
}
