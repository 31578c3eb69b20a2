package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.BINARY;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.CLOSE;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PING;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PONG;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.TEXT;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.closeFrame;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.frame;
import static com.ieltsaiprep.gateway.socket.TestServer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ieltsaiprep.gateway.CapturedLog;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.socket.FakeConversationFactory.FakeConversation;
import com.ieltsaiprep.gateway.socket.RawWebSocket.Frame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

class ConversationSocketIT {
    private static final String END = "{\"type\":\"end\"}";

    @RegisterExtension private final TestServer server = new TestServer(100, 2);

    @Test
    void transfersMessagesAndAudioInBothDirections() throws Exception {
        try (RawWebSocket client = server.connect("s-1")) {
            assertThat(client.read().text())
                    .isEqualTo("{\"type\":\"welcome\",\"sessionId\":\"s-1\"}");
            FakeConversation conversation = server.conversations.next();
            client.text("{\"type\":\"start\"}");
            client.send(audio(0), audio(1));
            client.text(END);

            conversation.expect("start", "audio 0", "audio 1", "end");

            conversation.onNextTick(
                    port -> {
                        port.send(new ServerMessage.Clear(3));
                        port.trySendAudio(3, 7, new byte[] {0, 1, 2, 3, 4, 5}, 2, 4);
                        port.send(new ServerMessage.Ended(ServerMessage.EndReason.CLIENT));
                        port.close(CloseCode.NORMAL);
                        conversation.finish();
                    });
            assertThat(client.read().text()).isEqualTo("{\"type\":\"clear\",\"epoch\":3}");
            AudioFrame.Downlink reply =
                    AudioFrame.readDownlink(client.read().payload()).orElseThrow();
            assertThat(reply.epoch()).isEqualTo(3);
            assertThat(reply.sequence()).isEqualTo(7);
            assertThat(reply.pcm()).containsExactly(2, 3, 4, 5);
            assertThat(client.read().text()).contains("ended");
            assertThat(client.read().closeCode()).isEqualTo(1000);
            client.send(closeFrame(1000, new byte[0]));
            assertThat(client.ended()).isTrue();
            assertThat(conversation.hasMoreCalls()).isFalse();
        }
        server.awaitNoConversation();
        assertThat(server.observer.count("closed 1000")).isEqualTo(1);
        assertThat(server.observer.count("received audio")).isEqualTo(2);
        assertThat(server.observer.count("sent audio")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "malformed_json | nonsense",
                "malformed_json | {\"type\":\"end\",\"type\":\"end\"}",
                "invalid_field | {\"type\":\"mute\"}",
                "already_started | {\"type\":\"start\"}"
            })
    void reportsAProtocolErrorAndCloses(String code, String text) throws Exception {
        try (RawWebSocket client = server.started()) {
            FakeConversation conversation = server.conversations.next();
            client.text(text);

            assertThat(client.read().text())
                    .startsWith("{\"type\":\"error\",\"code\":\"" + code + "\"");
            assertThat(client.read().closeCode()).isEqualTo(4400);
            conversation.expect("start", "disconnected");
        }
        server.awaitNoConversation();
    }

    @Test
    void logsAStartOnceItIsAccepted() throws Exception {
        try (CapturedLog log = new CapturedLog();
                RawWebSocket client = server.connect("s-7")) {
            client.read();
            client.text("{\"type\":\"start\",\"client\":\"first\"}");
            client.text("{\"type\":\"start\",\"client\":\"again\"}");
            assertThat(client.read().text()).contains("already_started");

            assertThat(log.lines())
                    .contains("event=started session=s-7 client=first")
                    .noneMatch(line -> line.contains("client=again"));
        }
        server.awaitNoConversation();
    }

    @ParameterizedTest(name = "{0} is counted as {1}")
    @CsvSource({"1000, 1000", "1001, 1001", "4400, 4400", "3000, other", "4999, other"})
    void countsUnknownCloseCodesAsOther(int code, String counted) throws Exception {
        try (RawWebSocket client = server.started()) {
            client.send(closeFrame(code, new byte[0]));
            assertThat(client.read().closeCode()).isEqualTo(code);
        }
        server.awaitNoConversation();
        assertThat(server.observer.count("closed " + counted)).isEqualTo(1);
    }

    @Test
    void requiresStartFirst() throws Exception {
        for (byte[] first : new byte[][] {frame(TEXT, END.getBytes(UTF_8)), audio(0)}) {
            try (RawWebSocket client = server.connect("s")) {
                client.read();
                client.send(first);

                assertThat(client.read().text()).contains("not_started");
                assertThat(client.read().closeCode()).isEqualTo(4400);
            }
        }
    }

    @Test
    void refusesAudioOfTheWrongFormOrOutOfOrder() throws Exception {
        byte[] wrongKind = new AudioFrame.Uplink(0, 0, new byte[640]).toBytes();
        wrongKind[0] = 9;
        assertRefused("bad_audio_frame", frame(BINARY, wrongKind));
        assertRefused("bad_audio_frame", frame(BINARY, new byte[0]));
        assertRefused("bad_audio_frame", frame(BINARY, new byte[12 + 638]));
        assertRefused("bad_audio_frame", frame(BINARY, new byte[12 + 641]));
        assertRefused("bad_audio_frame", frame(BINARY, new byte[12 + 1_282]));
        assertRefused("audio_out_of_order", audio(1));
    }

    @Test
    void toleratesTwentyUnknownTypes() throws Exception {
        try (RawWebSocket client = server.started()) {
            for (int i = 0; i < 20; i++) {
                client.text("{\"type\":\"later\"}");
                assertThat(client.read().text()).contains("unknown_type");
            }
            client.text("{\"type\":\"later\"}");

            assertThat(client.read().text()).contains("unknown_type");
            assertThat(client.read().closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void allowsABurstOfSixtyControlMessagesAndClosesAtTheNext() throws Exception {
        try (RawWebSocket client = server.started()) {
            for (int i = 0; i < 60; i++) {
                client.text(
                        "{\"type\":\"playout\",\"epoch\":1,\"playedMs\":1,\"bufferedMs\":0,"
                                + "\"underruns\":0}");
            }

            assertThat(client.read().text()).contains("too_fast");
            assertThat(client.read().closeCode()).isEqualTo(1008);
        }
        assertThat(server.observer.count("received playout")).isEqualTo(59);
    }

    @Test
    void allowsABurstOfSixHundredAudioFramesAndClosesAtTheNext() throws Exception {
        try (RawWebSocket client = server.started()) {
            FakeConversation conversation = server.conversations.next();
            for (int i = 0; i <= 600; i++) {
                client.send(audio(i));
            }

            assertThat(client.read().text()).contains("too_fast");
            assertThat(client.read().closeCode()).isEqualTo(1008);
            conversation.expect("start");
            for (int i = 0; i < 600; i++) {
                conversation.expect("audio " + i);
            }
            conversation.expect("disconnected");
        }
    }

    @Test
    void requiresStartWithinFiveSeconds() throws Exception {
        try (RawWebSocket client = server.connect("s")) {
            client.read();
            server.advanceSeconds(5);

            assertThat(client.read().closeCode()).isEqualTo(4003);
        }
        server.awaitNoConversation();
    }

    @Test
    void pingsAndClosesAClientThatIsSilentForThirtySeconds() throws Exception {
        try (RawWebSocket client = server.started()) {
            server.awaitReceived("start", 1);
            server.advanceSeconds(15);
            assertThat(client.read().opcode()).isEqualTo(PING);
            server.advanceSeconds(15);

            assertThat(client.readToClose()).isEqualTo(4002);
        }
        server.awaitNoConversation();
    }

    @Test
    void aPongKeepsTheConnection() throws Exception {
        try (RawWebSocket client = server.started()) {
            server.awaitReceived("start", 1);
            for (int i = 0; i < 4; i++) {
                server.advanceSeconds(15);
                assertThat(client.read().opcode()).isEqualTo(PING);
                // The answer to our own ping shows that the pong before it was read.
                client.send(frame(PONG, new byte[0]), frame(PING, new byte[0]));
                assertThat(client.read().opcode()).isEqualTo(PONG);
            }
        }
    }

    @Test
    void notifiesTheConversationOnceOfALostConnection() throws Exception {
        RawWebSocket client = server.started();
        FakeConversation conversation = server.conversations.next();
        conversation.expect("start");
        client.socket().setSoLinger(true, 0);
        client.close();

        conversation.expect("disconnected");
        server.awaitNoConversation();
        assertThat(conversation.hasMoreCalls()).isFalse();
        assertThat(server.observer.count("closed 1006")).isEqualTo(1);
    }

    @Test
    void ticksAClosedConversationUntilItFinishesOrExpires() throws Exception {
        RawWebSocket client = server.started();
        FakeConversation conversation = server.conversations.next();
        conversation.onNextTick(port -> port.close(CloseCode.EXAMINER_UNAVAILABLE));
        assertThat(client.readToClose()).isEqualTo(4000);
        client.close();

        BlockingQueue<String> ticks = new LinkedBlockingQueue<>();
        conversation.onNextTick(_ -> ticks.add("tick"));
        assertThat(FakeConversationFactory.take(ticks)).isEqualTo("tick");
        assertThat(server.admission.conversations()).isEqualTo(1);

        server.advanceSeconds(61);
        server.awaitNoConversation();
        conversation.expect("start", "abandon");
        assertThat(conversation.hasMoreCalls()).isFalse();
    }

    @Test
    void anExceptionClosesItsOwnConnectionOnly() throws Exception {
        try (RawWebSocket other = server.started();
                RawWebSocket client = server.started()) {
            client.text("{\"type\":\"mute\",\"muted\":true}");

            assertThat(client.readToClose()).isEqualTo(1011);
            other.send(frame(PING, new byte[0]));
            assertThat(other.read().opcode()).isEqualTo(PONG);
        }
        server.awaitNoConversation();
    }

    @Test
    void abandonsAConversationThatThrows() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            FakeConversation conversation;
            try (RawWebSocket client = server.started()) {
                conversation = server.startedConversation();
                conversation.throwOnAbandon();
                client.text("{\"type\":\"mute\",\"muted\":true}");

                assertThat(client.readToClose()).isEqualTo(1011);
                conversation.expect("mute", "abandon");
            }
            server.awaitNoConversation();
            assertThat(conversation.hasMoreCalls()).isFalse();
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("event=internal_error"))
                    .hasSize(2)
                    .noneMatch(line -> line.contains("canary"));
        }
    }

    @Test
    void closesAConversationThatCannotBeOpenedAndReleasesItsSlot() throws Exception {
        try (RawWebSocket client = server.connect("cannot-open")) {
            assertThat(client.readToClose()).isEqualTo(1011);
        }
        server.awaitNoConversation();
    }

    @Test
    void refusesMoreAudioForAClientThatDoesNotRead() throws Exception {
        try (RawWebSocket client = server.started()) {
            FakeConversation conversation = server.conversations.next();
            BlockingQueue<Integer> sent = new LinkedBlockingQueue<>();
            conversation.onNextTick(
                    port -> {
                        int frames = 0;
                        while (port.trySendAudio(1, frames, new byte[4_800], 0, 4_800)) {
                            frames++;
                        }
                        sent.add(frames);
                    });

            assertThat(FakeConversationFactory.take(sent)).isBetween(5, 30);
            assertThat(client.read().opcode()).isEqualTo(BINARY);
        }
        server.awaitNoConversation();
    }

    private void assertRefused(String code, byte[] message) throws Exception {
        try (RawWebSocket client = server.started()) {
            client.send(message);

            assertThat(client.read().text()).contains(code);
            Frame close = client.read();
            assertThat(close.opcode()).isEqualTo(CLOSE);
            assertThat(close.closeCode()).isEqualTo(4400);
        }
    }
}
