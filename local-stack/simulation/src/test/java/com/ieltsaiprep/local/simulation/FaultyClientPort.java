package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

/** Client port with a planted bug: forwards to another port, except where a subclass errs. */
class FaultyClientPort implements ClientPort {
    private final ClientPort client;

    FaultyClientPort(ClientPort client) {
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

    /** Sends the reply after a barge-in under the epoch of the interrupted reply. */
    static final class StaleEpoch extends FaultyClientPort {
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

    /** Never sends the message that ends the conversation. */
    static final class MissingEnd extends FaultyClientPort {
        MissingEnd(ClientPort client) {
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
