package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.BINARY;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.CLOSE;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.CONTINUATION;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PING;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PONG;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.TEXT;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.closeFrame;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.frame;
import static com.ieltsaiprep.gateway.socket.Rfc6455Rows.INVALID_UTF8;
import static com.ieltsaiprep.gateway.socket.Rfc6455Rows.MAX_MESSAGE_BYTES;
import static com.ieltsaiprep.gateway.socket.Rfc6455Rows.NORMAL;
import static com.ieltsaiprep.gateway.socket.Rfc6455Rows.NOTHING;
import static com.ieltsaiprep.gateway.socket.Rfc6455Rows.TOO_FAST;
import static com.ieltsaiprep.gateway.socket.Rfc6455Rows.bytes;
import static com.ieltsaiprep.gateway.socket.Rfc6455Rows.echo;
import static com.ieltsaiprep.gateway.socket.Rfc6455Rows.join;
import static com.ieltsaiprep.gateway.socket.Rfc6455Rows.last;
import static com.ieltsaiprep.gateway.socket.Rfc6455Rows.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.CapturedLog;
import com.ieltsaiprep.gateway.socket.RawWebSocket.Frame;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Conformance to RFC 6455, section by section, with a raw socket against the echo server. */
class Rfc6455IT {

    private static Vertx vertx;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        port = serve(EchoListener::begin);
    }

    private static int serve(BiConsumer<StrictWebSocket, Channel> begin) throws Exception {
        return EchoServer.start(vertx, 0, MAX_MESSAGE_BYTES, begin)
                .await(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "com.ieltsaiprep.gateway.socket.Rfc6455Rows#table",
        "com.ieltsaiprep.gateway.socket.Rfc6455Rows#lengths",
        "com.ieltsaiprep.gateway.socket.Rfc6455Rows#violations",
        "com.ieltsaiprep.gateway.socket.Rfc6455Rows#utf8",
        "com.ieltsaiprep.gateway.socket.Rfc6455Rows#closing"
    })
    void conforms(Rfc6455Rows.Row row) throws IOException {
        try (RawWebSocket client = RawWebSocket.open(port, "/")) {
            client.send(row.bytes());
            for (Frame expected : row.echoes()) {
                assertSame(client.read(), expected);
            }
            if (row.closeCode() == 0) {
                client.text("still here");
                assertSame(client.read(), echo(TEXT, bytes("still here")));
                client.send(closeFrame(NORMAL, NOTHING));
                assertThat(client.readToClose()).isEqualTo(NORMAL);
            } else {
                Frame close = client.read();
                assertThat(close.opcode()).isEqualTo(CLOSE);
                assertThat(close.closeCode()).isEqualTo(row.closeCode());
            }
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void readsFramesThatArriveByteByByte() throws IOException {
        try (RawWebSocket client = RawWebSocket.open(port, "/")) {
            for (byte b : join(part(TEXT, "κόσ"), frame(PING, bytes("p")), last("με"))) {
                client.send(new byte[] {b});
            }

            assertSame(client.read(), echo(PONG, bytes("p")));
            assertSame(client.read(), echo(TEXT, bytes("κόσμε")));
        }
    }

    @Test
    void readsATextThatIsFragmentedAtAnyByte() throws IOException {
        byte[] text = bytes("a\u00e9\u20ac\ud834\udd1e");
        try (RawWebSocket client = RawWebSocket.open(port, "/")) {
            for (int cut = 0; cut <= text.length; cut++) {
                client.send(
                        frame(false, 0, TEXT, Arrays.copyOf(text, cut)),
                        frame(CONTINUATION, Arrays.copyOfRange(text, cut, text.length)));

                assertSame(client.read(), echo(TEXT, text));
            }
        }
    }

    @Test
    void closesAConnectionThatFloodsItWithPings() throws IOException {
        try (RawWebSocket client = RawWebSocket.open(port, "/")) {
            for (int i = 0; i < 30; i++) {
                client.send(frame(PING, NOTHING));
            }

            assertThat(client.readToClose()).isEqualTo(TOO_FAST);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void closesAConnectionThatFloodsItWithEmptyFragments() throws IOException {
        byte[][] flood = new byte[MAX_MESSAGE_BYTES / 8 + 2_000][];
        Arrays.fill(flood, part(CONTINUATION, ""));
        try (RawWebSocket client = RawWebSocket.open(port, "/")) {
            client.send(part(TEXT, ""));
            client.send(flood);

            assertThat(client.readToClose()).isEqualTo(TOO_FAST);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void abortsAConnectionThatNeverReads() throws Exception {
        int deaf = serve((webSocket, _) -> webSocket.begin(new TextListener(webSocket::sendText)));
        try (RawWebSocket client = RawWebSocket.open(deaf, "/")) {
            client.socket().setSoTimeout(20_000);
            byte[] large = frame(TEXT, bytes("x".repeat(MAX_MESSAGE_BYTES)));
            assertThat(sendUntilRefused(client, large, 400)).isTrue();
        }
    }

    @Test
    void logsAnExceptionOfTheListenerWithoutItsMessage() throws Exception {
        int failing = serve((webSocket, _) -> webSocket.begin(new TextListener(Rfc6455IT::fail)));
        try (CapturedLog log = new CapturedLog();
                RawWebSocket client = RawWebSocket.open(failing, "/")) {
            client.text("what a candidate said");

            assertThat(client.read().closeCode()).isEqualTo(1011);
            // Classes beside this one log, too.
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("event=websocket_error"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "event=websocket_error cause=java.lang.IllegalStateException at="
                                    + Rfc6455IT.class.getName())
                    .doesNotContain("candidate");
        }
    }

    private static void fail(String text) {
        throw new IllegalStateException(text);
    }

    /** Handles text, whether or not the client reads. */
    private record TextListener(Consumer<String> text) implements WebSocketListener {
        @Override
        public void onText(String message) {
            text.accept(message);
        }

        @Override
        public void onBinary(byte[] bytes) {}

        @Override
        public void onPong() {}

        @Override
        public void onClosed(int code) {}
    }

    @Test
    void echoesToAClientThatReadsLate() throws Exception {
        byte[] binary = frame(BINARY, new byte[MAX_MESSAGE_BYTES]);
        try (RawWebSocket client = RawWebSocket.open(port, "/")) {
            Thread sender = Thread.ofVirtual().start(() -> sendUntilRefused(client, binary, 100));
            sender.join(Duration.ofMillis(500));
            for (int i = 0; i < 100; i++) {
                assertSame(client.read(), echo(BINARY, new byte[MAX_MESSAGE_BYTES]));
            }
        }
    }

    @Test
    void refusesATextWithTheFirstFragmentThatIsNotUtf8() throws IOException {
        for (String hex : List.of("f4908080", "f490", "eda080", "c0", "e09f", "80")) {
            try (RawWebSocket client = RawWebSocket.open(port, "/")) {
                client.send(part(TEXT, "κόσμε"));
                client.send(frame(false, 0, CONTINUATION, HexFormat.of().parseHex(hex)));

                assertThat(client.readToClose()).isEqualTo(INVALID_UTF8);
                assertThat(client.ended()).isTrue();
            }
        }
    }

    @Test
    void answersACloseBeforeLaterInputResetsTheConnection() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawWebSocket client = RawWebSocket.open(port, "/")) {
                client.send(closeFrame(NORMAL, NOTHING));
                for (byte b : frame(TEXT, bytes("late"))) {
                    client.send(new byte[] {b});
                }

                assertThat(client.readToClose()).isEqualTo(NORMAL);
                assertThat(client.in().read()).isNegative();
            }
        }
    }

    private static boolean sendUntilRefused(RawWebSocket client, byte[] message, int times) {
        try {
            for (int i = 0; i < times; i++) {
                client.send(message);
            }
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static void assertSame(Frame frame, Frame expected) {
        assertThat(frame.opcode()).isEqualTo(expected.opcode());
        assertThat(frame.fin()).isTrue();
        assertThat(frame.reserved()).isZero();
        assertThat(frame.payload()).isEqualTo(expected.payload());
    }
}
