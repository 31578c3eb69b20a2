package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.local.simulation.audio.MicrophoneWatermark;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * I1: a stream receives microphone audio in order and without duplicates. An acknowledged frame was
 * heard by a stream or declared lost, and is declared lost only if it was not heard.
 */
final class MicrophoneAudioInOrder implements SimulationObserver {
    private final Map<String, Accounting> accountings = new HashMap<>();
    private final Map<SimulatedSonicStream, StreamAudio> streamAudio = new HashMap<>();

    /** Accounting of one conversation's microphone frames, over all connections. */
    private static final class Accounting {
        private final BitSet arrived = new BitSet();
        private final BitSet heard = new BitSet();
        private int connections;
        private int acknowledgedUpTo = -1;
        private int missing;
        private int declaredLost;

        private int arrivedButUnheard() {
            return arrived.cardinality() - heard.cardinality();
        }

        void acknowledge(int sequence, String sessionId) {
            if (sequence >= arrived.length()) {
                throw new InvariantViolation(
                        "I1", sessionId + " acknowledges " + sequence + " too early");
            }
            while (acknowledgedUpTo < sequence) {
                acknowledgedUpTo++;
                missing += arrived.get(acknowledgedUpTo) && !heard.get(acknowledgedUpTo) ? 1 : 0;
            }
            if (missing > declaredLost
                    || (connections == 1 && arrivedButUnheard() < declaredLost)) {
                throw new InvariantViolation(
                        "I1",
                        "%s: of what is acknowledged up to %d, %d frames were not heard, and %d declared"
                                .formatted(sessionId, sequence, missing, declaredLost));
            }
        }
    }

    /** Microphone audio that one stream received. */
    private final class StreamAudio implements MicrophoneWatermark.FrameReader {
        private final SimulatedSonicStream stream;
        private final Accounting accounting;
        private int newest = -1;

        StreamAudio(SimulatedSonicStream stream) {
            this.stream = stream;
            this.accounting = accounting(stream.sessionId());
        }

        @Override
        public void onFrame(int device, int sequence, int ms, boolean loud) {
            if (sequence <= newest) {
                throw new InvariantViolation(
                        "I1", stream + " hears " + sequence + " after " + newest);
            }
            newest = sequence;
            accounting.heard.set(sequence);
        }

        @Override
        public void onSilence(int ms) {}
    }

    private Accounting accounting(String sessionId) {
        return accountings.computeIfAbsent(sessionId, _ -> new Accounting());
    }

    private Accounting accounting(SimulatedSocket socket) {
        return accounting(socket.conversation().sessionId());
    }

    @Override
    public void onConnected(SimulatedSocket socket) {
        accounting(socket).connections++;
    }

    @Override
    public void onMicrophoneFrame(SimulatedSocket socket, int sequence) {
        accounting(socket).arrived.set(sequence);
    }

    /**
     * Counts the frames before the first replayed one as acknowledged, since the device no longer
     * has them.
     */
    @Override
    public void onClientMessage(SimulatedSocket socket, ClientMessage message) {
        if (message instanceof ClientMessage.Resume resume) {
            Accounting accounting = accounting(socket);
            accounting.acknowledgedUpTo =
                    Math.max(accounting.acknowledgedUpTo, resume.sequence() - 1);
        }
    }

    @Override
    public void onInput(SimulatedSonicStream stream, SonicInput event) {
        if (event instanceof SonicInput.Audio audio) {
            MicrophoneWatermark.decode(
                    audio.pcm(), streamAudio.computeIfAbsent(stream, it -> new StreamAudio(it)));
        }
    }

    @Override
    public void onServerMessage(SimulatedSocket socket, ServerMessage message) {
        Accounting accounting = accounting(socket);
        switch (message) {
            case ServerMessage.Lost lost -> accounting.declaredLost += lost.frames();
            case ServerMessage.Ack(int sequence) ->
                    accounting.acknowledge(sequence, socket.conversation().sessionId());
            default -> {}
        }
    }
}
