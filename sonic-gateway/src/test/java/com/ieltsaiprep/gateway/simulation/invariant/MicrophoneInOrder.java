package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.audio.MicrophoneTape;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * I1: what a stream hears has no double and no change of order; what is acknowledged was heard by a
 * stream or declared lost, and is declared lost only if it was not heard.
 */
final class MicrophoneInOrder implements Witness {
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<ModelStream, Hearing> hearings = new HashMap<>();

    /** The microphone of one conversation, over all connections. */
    private static final class Account {
        private final BitSet arrived = new BitSet();
        private final BitSet heard = new BitSet();
        private int connections;
        private int settled = -1;
        private int missing;
        private int declared;

        private int unheard() {
            return arrived.cardinality() - heard.cardinality();
        }

        void acknowledge(int sequence, String session) {
            if (sequence >= arrived.length()) {
                throw new Violation("I1", session + " acknowledges " + sequence + " too early");
            }
            while (settled < sequence) {
                settled++;
                missing += arrived.get(settled) && !heard.get(settled) ? 1 : 0;
            }
            if (missing > declared || (connections == 1 && unheard() < declared)) {
                throw new Violation(
                        "I1",
                        "%s: of what is acknowledged up to %d, %d frames were not heard, and %d declared"
                                .formatted(session, sequence, missing, declared));
            }
        }
    }

    /** What one stream hears. */
    private final class Hearing implements MicrophoneTape.Reader {
        private final ModelStream stream;
        private final Account account;
        private int newest = -1;

        Hearing(ModelStream stream) {
            this.stream = stream;
            this.account = account(stream.session());
        }

        @Override
        public void frame(int device, int sequence, int ms, boolean loud) {
            if (sequence <= newest) {
                throw new Violation("I1", stream + " hears " + sequence + " after " + newest);
            }
            newest = sequence;
            account.heard.set(sequence);
        }

        @Override
        public void silence(int ms) {}
    }

    private Account account(String session) {
        return accounts.computeIfAbsent(session, _ -> new Account());
    }

    private Account account(Socket socket) {
        return account(socket.session().identity().sessionId());
    }

    @Override
    public void connected(Socket socket) {
        account(socket).connections++;
    }

    @Override
    public void arrived(Socket socket, int sequence) {
        account(socket).arrived.set(sequence);
    }

    /** Frames before the first that is sent again, nobody has any more. */
    @Override
    public void arrived(Socket socket, ClientMessage message) {
        if (message instanceof ClientMessage.Resume resume) {
            Account account = account(socket);
            account.settled = Math.max(account.settled, resume.sequence() - 1);
        }
    }

    @Override
    public void handed(ModelStream stream, SonicInput event) {
        if (event instanceof SonicInput.Audio audio) {
            MicrophoneTape.read(
                    audio.pcm(), hearings.computeIfAbsent(stream, it -> new Hearing(it)));
        }
    }

    @Override
    public void sent(Socket socket, ServerMessage message) {
        Account account = account(socket);
        switch (message) {
            case ServerMessage.Lost lost -> account.declared += lost.frames();
            case ServerMessage.Ack(int sequence) ->
                    account.acknowledge(sequence, socket.session().identity().sessionId());
            default -> {}
        }
    }
}
