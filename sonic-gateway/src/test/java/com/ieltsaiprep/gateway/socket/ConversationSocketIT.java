package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.BINARY;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.CLOSE;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PING;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PONG;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.TEXT;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.closeFrame;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.frame;
import static com.ieltsaiprep.gateway.socket.SocketTestBed.audio;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ieltsaiprep.gateway.CapturedLog;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.socket.FakeConversationFactory.FakeConversation;
import com.ieltsaiprep.gateway.socket.RawWebSocket.Frame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

class ConversationSocketIT {
    private static final String END = "{\"type\":\"end\"}";

    private SocketTestBed testBed;

    @BeforeEach
    void start() throws Exception {
        testBed = new SocketTestBed();
    }

    @AfterEach
    void stop() throws Exception {
        testBed.stop();
    }

    @Test
    void transfersMessagesAndAudioInBothDirections() throws Exception {
        try (RawWebSocket client = testBed.server.connect("s-1")) {
            assertThat(client.read().text())
                    .isEqualTo("{\"type\":\"welcome\",\"sessionId\":\"s-1\"}");
            FakeConversation conversation = testBed.server.conversations.next();
            client.text("{\"type\":\"start\"}");
            client.send(audio(0), audio(1));
            client.text(END);

            assertThat(conversation.nextCall()).isEqualTo("start");
            assertThat(conversation.nextCall()).isEqualTo("audio 0");
            assertThat(conversation.nextCall()).isEqualTo("audio 1");
            assertThat(conversation.nextCall()).isEqualTo("end");

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
        testBed.awaitNoConversation();
        assertThat(testBed.server.observer.count("closed 1000")).isEqualTo(1);
        assertThat(testBed.server.observer.count("received audio")).isEqualTo(2);
        assertThat(testBed.server.observer.count("sent audio")).isEqualTo(1);
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
        try (RawWebSocket client = testBed.started()) {
            FakeConversation conversation = testBed.server.conversations.next();
            client.text(text);

            assertThat(client.read().text())
                    .startsWith("{\"type\":\"error\",\"code\":\"" + code + "\"");
            assertThat(client.read().closeCode()).isEqualTo(4400);
            assertThat(conversation.nextCall()).isEqualTo("start");
            assertThat(conversation.nextCall()).isEqualTo("disconnected");
        }
        testBed.awaitNoConversation();
    }

    @Test
    void logsAStartOnceItIsAccepted() throws Exception {
        try (CapturedLog log = new CapturedLog();
                RawWebSocket client = testBed.server.connect("s-7")) {
            client.read();
            client.text("{\"type\":\"start\",\"client\":\"first\"}");
            client.text("{\"type\":\"start\",\"client\":\"again\"}");
            assertThat(client.read().text()).contains("already_started");

            assertThat(log.lines())
                    .contains("event=started session=s-7 client=first")
                    .noneMatch(line -> line.contains("client=again"));
        }
        testBed.awaitNoConversation();
    }

    @ParameterizedTest(name = "{0} is counted as {1}")
    @CsvSource({"1000, 1000", "1001, 1001", "4400, 4400", "3000, other", "4999, other"})
    void countsUnknownCloseCodesAsOther(int code, String counted) throws Exception {
        try (RawWebSocket client = testBed.started()) {
            client.send(closeFrame(code, new byte[0]));
            assertThat(client.read().closeCode()).isEqualTo(code);
        }
        testBed.awaitNoConversation();
        assertThat(testBed.server.observer.count("closed " + counted)).isEqualTo(1);
    }

    @Test
    void requiresStartFirst() throws Exception {
        for (byte[] first : new byte[][] {frame(TEXT, END.getBytes(UTF_8)), audio(0)}) {
            try (RawWebSocket client = testBed.server.connect("s")) {
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
        try (RawWebSocket client = testBed.started()) {
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
        try (RawWebSocket client = testBed.started()) {
            for (int i = 0; i < 60; i++) {
                client.text(
                        "{\"type\":\"playout\",\"epoch\":1,\"playedMs\":1,\"bufferedMs\":0,"
                                + "\"underruns\":0}");
            }

            assertThat(client.read().text()).contains("too_fast");
            assertThat(client.read().closeCode()).isEqualTo(1008);
        }
        assertThat(testBed.server.observer.count("received playout")).isEqualTo(59);
    }

    @Test
    void allowsABurstOfSixHundredAudioFramesAndClosesAtTheNext() throws Exception {
        try (RawWebSocket client = testBed.started()) {
            FakeConversation conversation = testBed.server.conversations.next();
            for (int i = 0; i <= 600; i++) {
                client.send(audio(i));
            }

            assertThat(client.read().text()).contains("too_fast");
            assertThat(client.read().closeCode()).isEqualTo(1008);
            assertThat(conversation.nextCall()).isEqualTo("start");
            for (int i = 0; i < 600; i++) {
                assertThat(conversation.nextCall()).isEqualTo("audio " + i);
            }
            assertThat(conversation.nextCall()).isEqualTo("disconnected");
        }
    }

    @Test
    void requiresStartWithinFiveSeconds() throws Exception {
        try (RawWebSocket client = testBed.server.connect("s")) {
            client.read();
            testBed.server.advanceSeconds(5);

            assertThat(client.read().closeCode()).isEqualTo(4003);
        }
        testBed.awaitNoConversation();
    }

    @Test
    void pingsAndClosesAClientThatIsSilentForThirtySeconds() throws Exception {
        try (RawWebSocket client = testBed.started()) {
            testBed.awaitReceived("start");
            testBed.server.advanceSeconds(15);
            assertThat(client.read().opcode()).isEqualTo(PING);
            testBed.server.advanceSeconds(15);

            assertThat(client.readToClose()).isEqualTo(4002);
        }
        testBed.awaitNoConversation();
    }

    @Test
    void aPongKeepsTheConnection() throws Exception {
        try (RawWebSocket client = testBed.started()) {
            testBed.awaitReceived("start");
            for (int i = 0; i < 4; i++) {
                testBed.server.advanceSeconds(15);
                assertThat(client.read().opcode()).isEqualTo(PING);
                // The answer to our own ping shows that the pong before it was read.
                client.send(frame(PONG, new byte[0]), frame(PING, new byte[0]));
                assertThat(client.read().opcode()).isEqualTo(PONG);
            }
        }
    }

    @Test
    void notifiesTheConversationOnceOfALostConnection() throws Exception {
        RawWebSocket client = testBed.started();
        FakeConversation conversation = testBed.server.conversations.next();
        assertThat(conversation.nextCall()).isEqualTo("start");
        client.socket().setSoLinger(true, 0);
        client.close();

        assertThat(conversation.nextCall()).isEqualTo("disconnected");
        testBed.awaitNoConversation();
        assertThat(conversation.hasMoreCalls()).isFalse();
        assertThat(testBed.server.observer.count("closed 1006")).isEqualTo(1);
    }

    @Test
    void ticksAClosedConversationUntilItFinishesOrExpires() throws Exception {
        RawWebSocket client = testBed.started();
        FakeConversation conversation = testBed.server.conversations.next();
        conversation.onNextTick(port -> port.close(CloseCode.EXAMINER_UNAVAILABLE));
        assertThat(client.readToClose()).isEqualTo(4000);
        client.close();

        BlockingQueue<String> ticks = new LinkedBlockingQueue<>();
        conversation.onNextTick(_ -> ticks.add("tick"));
        assertThat(FakeConversationFactory.take(ticks)).isEqualTo("tick");
        assertThat(testBed.server.admission.conversations()).isEqualTo(1);

        testBed.server.advanceSeconds(61);
        testBed.awaitNoConversation();
        assertThat(conversation.nextCall()).isEqualTo("start");
        assertThat(conversation.nextCall()).isEqualTo("abandon");
        assertThat(conversation.hasMoreCalls()).isFalse();
    }

    @Test
    void anExceptionClosesItsOwnConnectionOnly() throws Exception {
        try (RawWebSocket other = testBed.started();
                RawWebSocket client = testBed.started()) {
            client.text("{\"type\":\"mute\",\"muted\":true}");

            assertThat(client.readToClose()).isEqualTo(1011);
            other.send(frame(PING, new byte[0]));
            assertThat(other.read().opcode()).isEqualTo(PONG);
        }
        testBed.awaitNoConversation();
    }

    @Test
    void abandonsAConversationThatThrows() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            FakeConversation conversation;
            try (RawWebSocket client = testBed.started()) {
                conversation = testBed.startedConversation();
                conversation.throwOnAbandon();
                client.text("{\"type\":\"mute\",\"muted\":true}");

                assertThat(client.readToClose()).isEqualTo(1011);
                assertThat(conversation.nextCall()).isEqualTo("mute");
                assertThat(conversation.nextCall()).isEqualTo("abandon");
            }
            testBed.awaitNoConversation();
            assertThat(conversation.hasMoreCalls()).isFalse();
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("event=internal_error"))
                    .hasSize(2)
                    .noneMatch(line -> line.contains("canary"));
        }
    }

    @Test
    void closesAConversationThatCannotBeOpenedAndReleasesItsSlot() throws Exception {
        try (RawWebSocket client = testBed.server.connect("cannot-open")) {
            assertThat(client.readToClose()).isEqualTo(1011);
        }
        testBed.awaitNoConversation();
    }

    @Test
    void refusesMoreAudioForAClientThatDoesNotRead() throws Exception {
        try (RawWebSocket client = testBed.started()) {
            FakeConversation conversation = testBed.server.conversations.next();
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
        testBed.awaitNoConversation();
    }

    private void assertRefused(String code, byte[] message) throws Exception {
        try (RawWebSocket client = testBed.started()) {
            client.send(message);

            assertThat(client.read().text()).contains(code);
            Frame close = client.read();
            assertThat(close.opcode()).isEqualTo(CLOSE);
            assertThat(close.closeCode()).isEqualTo(4400);
        }
    }
}
