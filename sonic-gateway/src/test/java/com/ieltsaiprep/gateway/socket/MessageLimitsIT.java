package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.BINARY;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.CONTINUATION;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PING;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PONG;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.TEXT;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.frame;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.header;
import static com.ieltsaiprep.gateway.socket.TestServer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ProtocolLimits;
import com.ieltsaiprep.gateway.socket.FakeConversationFactory.FakeConversation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

/**
 * Limits of a conversation's messages: sizes of the first one and of those after it, the form of
 * RFC 6455, the rate of pings.
 */
class MessageLimitsIT {
    private static final int FIRST = 65_536;
    private static final int LATER = 8_192;
    private static final int FINAL_BINARY = 0x82;

    @RegisterExtension private final TestServer server = new TestServer(100, 1);
    private FakeConversation conversation;
    private RawWebSocket client;

    @BeforeEach
    void start() throws Exception {
        assertThat(ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES).isEqualTo(FIRST);
        assertThat(ProtocolLimits.MAX_MESSAGE_BYTES).isEqualTo(LATER);
        client = server.connect("s");
        client.read();
        conversation = server.conversations.next();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "resume"})
    void allowsALongMessageOnlyAsTheFirst(String type) throws Exception {
        client.send(frame(TEXT, first(type, FIRST)));
        conversation.expect(type);
        assertThat(server.observer.count("received " + type)).isEqualTo(1);

        client.send(frame(TEXT, padded("{\"type\":\"end\"}", LATER)));
        conversation.expect("end");
        client.send(frame(TEXT, padded("{\"type\":\"end\"}", LATER + 1)));
        assertTooBig();
    }

    @Test
    void refusesALongerFirstMessage() throws Exception {
        client.send(frame(TEXT, first("resume", FIRST + 1)));
        assertTooBig();
    }

    @Test
    void refusesALongerFirstFrameByItsHeader() throws Exception {
        client.send(header(FINAL_BINARY, FIRST + 1, new byte[0]));
        assertTooBig();
    }

    @Test
    void refusesALongerLaterFrameByItsHeader() throws Exception {
        client.send(frame(TEXT, first("resume", FIRST)));
        conversation.expect("resume");
        client.send(header(FINAL_BINARY, LATER + 1, new byte[0]));
        assertTooBig();
    }

    @Test
    void appliesTheLimitsToFragmentedMessages() throws Exception {
        byte[] whole = first("resume", FIRST);
        client.send(frame(false, 0, TEXT, Arrays.copyOf(whole, 40_000)));
        client.send(frame(CONTINUATION, Arrays.copyOfRange(whole, 40_000, FIRST)));
        conversation.expect("resume");

        client.send(frame(false, 0, TEXT, new byte[LATER]));
        client.send(frame(CONTINUATION, new byte[1]));
        assertTooBig();
    }

    @Test
    void readsMessagesThatArriveWithTheFirstInOrder() throws Exception {
        byte[] cut = audio(2);
        client.send(
                frame(TEXT, first("start", 20_000)), audio(0), audio(1), Arrays.copyOf(cut, 99));
        conversation.expect("start", "audio 0", "audio 1");

        client.send(Arrays.copyOfRange(cut, 99, cut.length));
        conversation.expect("audio 2");
    }

    @Test
    void appliesTheLaterLimitToMessagesThatArriveWithTheFirst() throws Exception {
        client.send(frame(TEXT, first("start", 100)), frame(BINARY, new byte[LATER + 1]));
        assertTooBig();
        conversation.expect("start", "disconnected");
    }

    @Test
    void keepsTheFirstLimitAfterAMessageOfUnknownType() throws Exception {
        client.text("{\"type\":\"newer\"}");
        assertThat(client.read().text()).contains("unknown_type");
        client.send(frame(TEXT, first("resume", FIRST)));
        conversation.expect("resume");
    }

    @Test
    void closesOnInvalidFraming() throws Exception {
        client.send(frame(true, 1, TEXT, new byte[0]));
        assertThat(client.readToClose()).isEqualTo(CloseCode.PROTOCOL_ERROR.code());
    }

    @Test
    void closesOnTextThatIsNotUtf8() throws Exception {
        client.send(frame(TEXT, new byte[] {(byte) 0xFF}));
        assertThat(client.readToClose()).isEqualTo(CloseCode.INVALID_UTF8.code());
    }

    @Test
    void answersABurstOfTwentyPingsAndFiveMoreEachSecond() throws Exception {
        assertAnswered(20);
        server.advanceSeconds(1);
        assertAnswered(5);
        client.send(frame(PING, new byte[0]));
        assertThat(client.read().closeCode()).isEqualTo(CloseCode.TOO_FAST.code());
    }

    private void assertAnswered(int pings) throws Exception {
        for (int i = 0; i < pings; i++) {
            client.send(frame(PING, new byte[0]));
            assertThat(client.read().opcode()).isEqualTo(PONG);
        }
    }

    private void assertTooBig() throws Exception {
        assertThat(client.readToClose()).isEqualTo(1009);
        assertThat(client.ended()).isTrue();
    }

    private static byte[] first(String type, int bytes) {
        String text =
                type.equals("start")
                        ? "{\"type\":\"start\"}"
                        : "{\"type\":\"resume\",\"capsule\":\"A\",\"sequence\":0,\"epoch\":0,"
                              + "\"receivedMs\":0,\"captions\":0,\"wordsLost\":false,\"replyLost\":false}";
        return padded(text, bytes);
    }

    /** Pads a message with white space, which is not part of the JSON value. */
    private static byte[] padded(String text, int bytes) {
        return (text + " ".repeat(bytes - text.length())).getBytes(UTF_8);
    }
}
