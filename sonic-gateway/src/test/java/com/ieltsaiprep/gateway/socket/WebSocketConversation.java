package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ClientMessageWriter;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Status;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.protocol.ServerMessageReader;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Conversation of a test client over a real WebSocket, with the real core and a scripted Nova
 * Sonic. Only a test advances the clock; the event loop notices within 20 ms.
 */
final class WebSocketConversation implements AfterEachCallback {
    final ScriptedSonic sonic;
    final TestServer server;
    final RawWebSocket client;

    /** Audio of Maya received so far. */
    final List<AudioFrame.Downlink> voice = new ArrayList<>();

    /** Quality of the connection that was reported last. */
    ServerMessage.Quality quality = ServerMessage.Quality.OK;

    private final Deque<ServerMessage.Ping> pings = new ArrayDeque<>();
    private String newestCapsule = "";
    private int sequence;

    WebSocketConversation() {
        AtomicLong nowUs = new AtomicLong(1);
        sonic = new ScriptedSonic(nowUs::get);
        server = new TestServer(nowUs, sonic);
        client = connect();
    }

    /** Opens a second connection for the session of the first. */
    WebSocketConversation(WebSocketConversation first) {
        sonic = first.sonic;
        server = first.server;
        client = connect();
    }

    private RawWebSocket connect() {
        try {
            return server.connect("s-1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        client.close();
        server.afterEach(context);
    }

    /** Waits for {@code welcome}. */
    void awaitWelcome() throws IOException {
        assertThat(next()).isEqualTo(new ServerMessage.Welcome("s-1"));
    }

    /** Starts the conversation and returns the stream, which is not open yet. */
    ScriptedSonic.Stream start() throws Exception {
        awaitWelcome();
        send(new ClientMessage.Start("test"));
        return sonic.next();
    }

    /** Starts the conversation and returns the open stream. */
    ScriptedSonic.Stream startLive() throws Exception {
        ScriptedSonic.Stream stream = start();
        goLive(stream);
        return stream;
    }

    void goLive(ScriptedSonic.Stream stream) throws IOException {
        stream.live();
        assertThat(next()).isEqualTo(new Status(StreamState.CONNECTING, 1, 0));
        assertThat(next()).isEqualTo(new Status(StreamState.LIVE, 0, 0));
    }

    void send(ClientMessage message) throws IOException {
        client.text(ClientMessageWriter.write(message));
    }

    /** Reports the playout of a reply. */
    void reportPlayout(int epoch, int ms) throws IOException {
        send(new ClientMessage.Playout(epoch, ms, 0, 0));
    }

    /** Sends frames of 20 ms of silence in a burst and waits until they are received. */
    void sendAudio(int frames) throws Exception {
        for (int i = 0; i < frames; i++) {
            byte[] frame = new AudioFrame.Uplink(sequence, 0, new byte[640]).toBytes();
            client.send(RawWebSocket.frame(RawWebSocket.BINARY, frame));
            sequence++;
        }
        server.awaitReceived("audio", sequence);
    }

    void advance(Duration time) {
        server.nowUs.addAndGet(time.toNanos() / 1_000);
    }

    /** Reads the next control message except capsules and pings; audio before it is recorded. */
    ServerMessage next() throws IOException {
        ServerMessage message = nextAny();
        while (message instanceof ServerMessage.Capsule || message instanceof ServerMessage.Ping) {
            message = nextAny();
        }
        return message;
    }

    /** Reads the next control message of any type. */
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
                record(message);
                return message;
            }
        }
    }

    private void record(ServerMessage message) {
        if (message instanceof ServerMessage.Capsule it) {
            newestCapsule = it.sealed();
        } else if (message instanceof ServerMessage.Ping it) {
            pings.add(it);
        } else if (message instanceof ServerMessage.Connection it) {
            quality = it.quality();
        }
    }

    /** Waits for a ping and removes it. */
    ServerMessage.Ping ping() throws IOException {
        while (pings.isEmpty()) {
            nextAny();
        }
        return pings.remove();
    }

    /** Returns the newest capsule; waits for the first. */
    String capsule() throws IOException {
        while (newestCapsule.isEmpty()) {
            nextAny();
        }
        return newestCapsule;
    }

    /** Reads the next control message of a type. */
    <M extends ServerMessage> M next(Class<M> type) throws IOException {
        ServerMessage message = nextAny();
        while (!type.isInstance(message)) {
            message = nextAny();
        }
        return type.cast(message);
    }

    /** Reads until the close frame. */
    void assertClosed(CloseCode code) throws IOException {
        assertThat(client.readToClose()).isEqualTo(code.code());
    }
}
