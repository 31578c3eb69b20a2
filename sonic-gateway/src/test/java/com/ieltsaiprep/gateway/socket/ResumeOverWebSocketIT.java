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

/** Resume and connection quality, over real WebSockets. */
class ResumeOverWebSocketIT {
    private WebSocketConversation conversation;
    private int pongs;

    @BeforeEach
    void connect() throws Exception {
        conversation = new WebSocketConversation();
    }

    @AfterEach
    void stop() throws Exception {
        conversation.stop();
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
    void reattachesToTheConversation() throws Exception {
        ScriptedSonic.Stream stream = conversation.startLive();
        stream.reply("Hello.", 500);
        conversation.next(ServerMessage.ReplyEnd.class);
        String capsule = conversation.capsule();
        conversation.client.close();

        WebSocketConversation back = new WebSocketConversation(conversation);
        back.awaitWelcome();
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
    void closesTheConnectionWhoseConversationWasTakenOver() throws Exception {
        conversation.startLive();
        String capsule = conversation.capsule();
        WebSocketConversation second = new WebSocketConversation(conversation);
        second.send(resume(capsule, 0, 0));
        assertThat(second.next(ServerMessage.Resumed.class).reattached()).isTrue();
        assertThat(closeCode(conversation)).isEqualTo(CloseCode.TAKEN_OVER.code());
        second.client.close();
    }

    @Test
    void closesTheConnectionWhoseConversationWasRevoked() throws Exception {
        conversation.startLive().onLoop((_, _) -> conversation.sonic.registry.revokeNewest());
        assertThat(closeCode(conversation)).isEqualTo(CloseCode.REVOKED.code());
    }

    @ParameterizedTest
    @EnumSource
    void reportsWhyACapsuleIsRefused(CapsuleSeal.RefusalReason reason) throws Exception {
        conversation.send(resume(reason.name(), 0, 0));
        assertThat(conversation.next(ServerMessage.ProtocolError.class).code())
                .isEqualTo(ErrorCode.valueOf("CAPSULE_" + reason));
        assertThat(closeCode(conversation)).isEqualTo(CloseCode.CAPSULE_REFUSED.code());
    }

    @Test
    void refusesACapsuleOlderThanOneThatWasAcknowledged() throws Exception {
        conversation.startLive();
        String capsule = conversation.capsule();
        conversation.sonic.registry.supersede();
        WebSocketConversation second = new WebSocketConversation(conversation);
        second.send(resume(capsule, 0, 0));
        assertThat(second.next(ServerMessage.ProtocolError.class).code())
                .isEqualTo(ErrorCode.CAPSULE_SUPERSEDED);
        assertThat(closeCode(second)).isEqualTo(CloseCode.CAPSULE_REFUSED.code());
        second.client.close();
    }

    @Test
    void reportsThatAConversationIsOver() throws Exception {
        conversation.startLive();
        String capsule = conversation.capsule();
        conversation.sonic.registry.finishAll();
        WebSocketConversation second = new WebSocketConversation(conversation);
        second.send(resume(capsule, 0, 0));
        assertThat(second.next(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.OVER);
        assertThat(closeCode(second)).isEqualTo(CloseCode.NORMAL.code());
        second.client.close();
    }

    @Test
    void reportsTheQualityOfTheConnection() throws Exception {
        conversation.startLive();
        awaitQuality(Quality.SLOW, 700);
        awaitQuality(Quality.BAD, 1_500);
        conversation.send(new ClientMessage.LagTolerance(true));
        awaitQuality(Quality.OK, 0);
    }

    /** Answers pings with a delay until a quality is reported. */
    private void awaitQuality(Quality awaited, int answersAfterMs) throws Exception {
        for (int round = 0; round < 40 && conversation.quality != awaited; round++) {
            ServerMessage.Ping ping = conversation.ping();
            conversation.advance(Duration.ofMillis(answersAfterMs));
            pongs++;
            conversation.send(new ClientMessage.Pong(ping.id()));
            conversation.awaitReceived("pong", pongs);
            conversation.advance(Duration.ofMillis(Math.max(0, 1_000 - answersAfterMs)));
        }
        assertThat(conversation.quality).isEqualTo(awaited);
    }

    @Test
    void skipsATest() throws Exception {
        conversation.startLive();
        conversation.send(new ClientMessage.End(true));
        assertThat(conversation.next(ServerMessage.Ended.class).reason())
                .isEqualTo(EndReason.SKIPPED);
        assertThat(closeCode(conversation)).isEqualTo(CloseCode.NORMAL.code());
    }
}
