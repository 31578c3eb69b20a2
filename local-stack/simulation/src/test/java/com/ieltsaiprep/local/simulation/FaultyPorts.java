package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/** Ports of the core with a fault between them and the core. */
final class FaultyPorts {
    private FaultyPorts() {}

    /** Stream to the model. */
    record Stream(SonicStream stream, PortFault fault) implements SonicStream {
        @Override
        public long demand() {
            return stream.demand();
        }

        @Override
        public void send(SonicInput event) {
            fault.sendToModel(event, stream::send);
        }

        @Override
        public void request(long count) {
            if (fault.requests(count)) {
                stream.request(count);
            }
        }

        @Override
        public void finish() {
            stream.finish();
        }

        @Override
        public void cancel() {
            if (fault.cancels()) {
                stream.cancel();
            }
        }
    }

    /** Listener to a stream. */
    record Listener(SonicListener listener, PortFault fault) implements SonicListener {
        @Override
        public void onConnecting(int attempt, long nowUs) {
            listener.onConnecting(attempt, nowUs);
        }

        @Override
        public void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs) {
            listener.onRetry(attempt, delayMs, failure, nowUs);
        }

        @Override
        public void onOpen(long nowUs) {
            listener.onOpen(nowUs);
        }

        @Override
        public void onEvent(SonicOutput event, long nowUs) {
            listener.onEvent(fault.receive(event), nowUs);
        }

        @Override
        public void onDemand(long nowUs) {
            listener.onDemand(nowUs);
        }

        @Override
        public void onClosed(StreamEnd end, long nowUs) {
            listener.onClosed(end, nowUs);
        }
    }

    /** Connection to a client. */
    record Client(ClientPort client, PortFault fault) implements ClientPort {
        @Override
        public void send(ServerMessage message) {
            if (fault.sends(message)) {
                client.send(message);
            }
        }

        @Override
        public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
            return client.trySendAudio(fault.epochOf(epoch), sequence, pcm, offset, length);
        }

        @Override
        public void close(CloseCode code) {
            client.close(code);
        }
    }
}
