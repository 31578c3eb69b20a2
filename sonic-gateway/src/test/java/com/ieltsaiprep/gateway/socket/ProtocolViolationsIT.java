package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.PING;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PONG;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.TEXT;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.CloseCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Violations of RFC 6455 during a conversation. */
class ProtocolViolationsIT {
    private static final byte[] NOTHING = new byte[0];

    @RegisterExtension private final TestServer server = new TestServer(100, 1);

    @Test
    void closesOnInvalidFraming() throws Exception {
        assertClosed(CloseCode.PROTOCOL_ERROR, frame(true, 1, TEXT, NOTHING));
    }

    @Test
    void closesOnTextThatIsNotUtf8() throws Exception {
        assertClosed(CloseCode.INVALID_UTF8, frame(TEXT, new byte[] {(byte) 0xFF}));
    }

    @Test
    void answersABurstOfTwentyPingsAndFiveMoreEachSecond() throws Exception {
        try (RawWebSocket client = server.connect("s")) {
            client.read();
            assertAnswered(client, 20);
            server.advanceSeconds(1);
            assertAnswered(client, 5);
            client.send(frame(PING, NOTHING));

            assertThat(client.read().closeCode()).isEqualTo(CloseCode.TOO_FAST.code());
        }
    }

    private static void assertAnswered(RawWebSocket client, int pings) throws Exception {
        for (int i = 0; i < pings; i++) {
            client.send(frame(PING, NOTHING));
            assertThat(client.read().opcode()).isEqualTo(PONG);
        }
    }

    private void assertClosed(CloseCode code, byte[] violation) throws Exception {
        try (RawWebSocket client = server.connect("s")) {
            client.read();
            client.send(violation);

            assertThat(client.readToClose()).isEqualTo(code.code());
        }
    }
}
