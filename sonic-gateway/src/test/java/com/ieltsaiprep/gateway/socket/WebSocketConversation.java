package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageWriter;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Status;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.protocol.ServerMessageReader;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A candidate on a real WebSocket, the real core behind it, and Maya by hand. Time stands still
 * until a test lets it pass; the event loop notices within 20 ms.
 */
final class WebSocketConversation {
    final AtomicLong nowUs;
    final ScriptedSonic sonic;
    final TestServer server;
    final RawWebSocket client;

    /** Maya's voice as it has come so far. */
    final List<AudioFrame.Downlink> voice = new ArrayList<>();

    /** How good the connection is, as it was told last. */
    ServerMessage.Quality quality = ServerMessage.Quality.OK;

    private final Deque<ServerMessage.Ping> pings = new ArrayDeque<>();
    private String newestCapsule = "";
    private int sequence;

    WebSocketConversation() throws Exception {
        nowUs = new AtomicLong(1);
        sonic = new ScriptedSonic(nowUs::get);
        server = new TestServer(nowUs, sonic);
        client = connect();
    }

    /** A second connection for the session of the first. */
    WebSocketConversation(WebSocketConversation first) throws IOException {
        nowUs = first.nowUs;
        sonic = first.sonic;
        server = first.server;
        client = connect();
    }

    private RawWebSocket connect() throws IOException {
        return server.connect("s-1");
    }

    /** The upgrade is done. */
    void welcomed() throws IOException {
        assertThat(next()).isEqualTo(new ServerMessage.Welcome("s-1"));
    }

    /** The candidate starts; Maya's stream is still to be opened. */
    ScriptedSonic.Stream start() throws Exception {
        welcomed();
        send(new ClientMessage.Start("test"));
        return sonic.next();
    }

    /** The candidate has started and Maya's stream listens. */
    ScriptedSonic.Stream begin() throws Exception {
        ScriptedSonic.Stream stream = start();
        live(stream);
        return stream;
    }

    void live(ScriptedSonic.Stream stream) throws IOException {
        stream.live();
        assertThat(next()).isEqualTo(new Status(StreamState.CONNECTING, 1, 0));
        assertThat(next()).isEqualTo(new Status(StreamState.LIVE, 0, 0));
    }

    void send(ClientMessage message) throws IOException {
        client.text(ClientMessageWriter.write(message));
    }

    /** The listener reports what it has played of a reply. */
    void heard(int epoch, int ms) throws IOException {
        send(new ClientMessage.Playout(epoch, ms, 0, 0));
    }

    /** Frames of 20 ms of silence from the microphone, all at once; waits until they are there. */
    void microphone(int frames) throws Exception {
        for (int i = 0; i < frames; i++) {
            byte[] frame = new AudioFrame.Uplink(sequence, 0, new byte[640]).toBytes();
            client.send(RawWebSocket.frame(RawWebSocket.BINARY, frame));
            sequence++;
        }
        awaitReceived("audio", sequence);
    }

    void pass(Duration time) {
        nowUs.addAndGet(time.toNanos() / 1_000);
    }

    /** The next control message; voice before it is kept. */
    ServerMessage next() throws IOException {
        ServerMessage message = nextAny();
        while (message instanceof ServerMessage.Capsule || message instanceof ServerMessage.Ping) {
            message = nextAny();
        }
        return message;
    }

    /** The same, also if it is of no interest to most tests. */
    ServerMessage nextAny() throws IOException {
        while (true) {
            RawWebSocket.Frame frame = client.read();
            if (frame.opcode() == RawWebSocket.BINARY) {
                voice.add(AudioFrame.readDownlink(frame.payload()).orElseThrow());
            } else if (frame.opcode() != RawWebSocket.PING) {
                assertThat(frame.opcode()).isEqualTo(RawWebSocket.TEXT);
                ServerMessage message =
                        ((ServerMessageReader.Read) ServerMessageReader.read(frame.text()))
                                .message();
                note(message);
                return message;
            }
        }
    }

    private void note(ServerMessage message) {
        if (message instanceof ServerMessage.Capsule it) {
            newestCapsule = it.sealed();
        } else if (message instanceof ServerMessage.Ping it) {
            pings.add(it);
        } else if (message instanceof ServerMessage.Connection it) {
            quality = it.quality();
        }
    }

    /** The oldest ping that was not taken yet; waits for it. */
    ServerMessage.Ping ping() throws IOException {
        while (pings.isEmpty()) {
            nextAny();
        }
        return pings.remove();
    }

    /** The newest capsule that has come; waits for the first. */
    String capsule() throws IOException {
        while (newestCapsule.isEmpty()) {
            nextAny();
        }
        return newestCapsule;
    }

    /** The next control message of a type. */
    <M extends ServerMessage> M next(Class<M> type) throws IOException {
        ServerMessage message = nextAny();
        while (!type.isInstance(message)) {
            message = nextAny();
        }
        return type.cast(message);
    }

    /** Waits until the server has read so many messages of a type. */
    void awaitReceived(String type, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (server.events.count("received " + type) < count) {
            assertThat(System.nanoTime()).as("within 5 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    void stop() throws Exception {
        client.close();
        server.stop();
    }
}
