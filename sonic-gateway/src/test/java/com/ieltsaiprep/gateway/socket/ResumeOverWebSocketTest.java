package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

/** Coming back, and the quality of the connection, over real WebSockets. */
class ResumeOverWebSocketTest {
    private WebSocketConversation talk;
    private int pongs;

    @BeforeEach
    void connect() throws Exception {
        talk = new WebSocketConversation();
    }

    @AfterEach
    void stop() throws Exception {
        talk.stop();
    }

    private static ClientMessage.Resume resume(String capsule, int epoch, long receivedMs) {
        return new ClientMessage.Resume(capsule, 0, epoch, receivedMs, 2, false, false, "test");
    }

    private static int closeCode(WebSocketConversation of) throws Exception {
        RawWebSocket.Frame frame = of.client.read();
        while (frame.opcode() != RawWebSocket.CLOSE) {
            frame = of.client.read();
        }
        return frame.closeCode();
    }

    @Test
    void findsTheConversationAsItWasLeft() throws Exception {
        ScriptedSonic.Stream stream = talk.begin();
        stream.reply("Hello.", 500);
        talk.next(ServerMessage.ReplyEnd.class);
        String capsule = talk.capsule();
        talk.client.close();

        WebSocketConversation back = new WebSocketConversation(talk);
        back.welcomed();
        back.send(resume(capsule, 1, 400));
        assertThat(back.next()).isEqualTo(new ServerMessage.Resumed(true));
        back.next(ServerMessage.ReplyEnd.class);
        assertThat(back.voice.stream().mapToInt(frame -> frame.pcm().length).sum())
                .isEqualTo(100 * AudioFrame.DOWNLINK_BYTES_PER_MS);
        long counter = back.next(ServerMessage.Capsule.class).counter();
        back.send(new ClientMessage.CapsuleStored(counter));
        back.awaitReceived("capsuleStored", 1);
        back.client.close();
    }

    @Test
    void closesTheConnectionFromWhichTheConversationWasTaken() throws Exception {
        talk.begin();
        String capsule = talk.capsule();
        WebSocketConversation second = new WebSocketConversation(talk);
        second.send(resume(capsule, 0, 0));
        assertThat(second.next(ServerMessage.Resumed.class).reattached()).isTrue();
        assertThat(closeCode(talk)).isEqualTo(CloseCode.TAKEN_OVER.code());
        second.client.close();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhyACapsuleIsRefused(CapsuleSeal.RefusalReason reason) throws Exception {
        talk.send(resume(reason.name(), 0, 0));
        assertThat(talk.next(ServerMessage.ProtocolError.class).code())
                .isEqualTo(ErrorCode.valueOf("CAPSULE_" + reason));
        assertThat(closeCode(talk)).isEqualTo(CloseCode.CAPSULE_REFUSED.code());
    }

    @Test
    void refusesACapsuleOlderThanOneThatWasAcknowledged() throws Exception {
        talk.begin();
        String capsule = talk.capsule();
        talk.sonic.registry.supersede();
        WebSocketConversation second = new WebSocketConversation(talk);
        second.send(resume(capsule, 0, 0));
        assertThat(second.next(ServerMessage.ProtocolError.class).code())
                .isEqualTo(ErrorCode.CAPSULE_SUPERSEDED);
        assertThat(closeCode(second)).isEqualTo(CloseCode.CAPSULE_REFUSED.code());
        second.client.close();
    }

    @Test
    void saysThatAConversationIsOver() throws Exception {
        talk.begin();
        String capsule = talk.capsule();
        talk.sonic.registry.finishAll();
        WebSocketConversation second = new WebSocketConversation(talk);
        second.send(resume(capsule, 0, 0));
        assertThat(second.next(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.OVER);
        assertThat(closeCode(second)).isEqualTo(CloseCode.NORMAL.code());
        second.client.close();
    }

    @Test
    void tellsHowGoodTheConnectionIs() throws Exception {
        talk.begin();
        awaitQuality(Quality.SLOW, 700);
        awaitQuality(Quality.BAD, 1_500);
        talk.send(new ClientMessage.LagTolerance(true));
        awaitQuality(Quality.OK, 0);
    }

    /** Answers pings after so long until the connection is told to be of this quality. */
    private void awaitQuality(Quality awaited, int answersAfterMs) throws Exception {
        for (int round = 0; round < 40 && talk.quality != awaited; round++) {
            ServerMessage.Ping ping = talk.ping();
            talk.pass(Duration.ofMillis(answersAfterMs));
            pongs++;
            talk.send(new ClientMessage.Pong(ping.id()));
            talk.awaitReceived("pong", pongs);
            talk.pass(Duration.ofMillis(Math.max(0, 1_000 - answersAfterMs)));
        }
        assertThat(talk.quality).isEqualTo(awaited);
    }

    @Test
    void skipsATest() throws Exception {
        talk.begin();
        talk.send(new ClientMessage.End(true));
        assertThat(talk.next(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.SKIPPED);
        assertThat(closeCode(talk)).isEqualTo(CloseCode.NORMAL.code());
    }
}
