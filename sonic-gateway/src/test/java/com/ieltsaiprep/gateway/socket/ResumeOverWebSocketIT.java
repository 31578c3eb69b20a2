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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

/** Resume and connection quality, over real WebSockets. */
class ResumeOverWebSocketIT {
    @RegisterExtension private final WebSocketConversation maya = new WebSocketConversation();
    private int pongs;

    private static ClientMessage.Resume resume(String capsule, int epoch, long receivedMs) {
        return new ClientMessage.Resume(capsule, 0, epoch, receivedMs, 2, false, false, "test");
    }

    @Test
    void reattachesToTheConversation() throws Exception {
        ScriptedSonic.Stream stream = maya.startLive();
        stream.reply("Hello.", 500);
        maya.next(ServerMessage.ReplyEnd.class);
        String capsule = maya.capsule();
        maya.client.close();

        WebSocketConversation back = new WebSocketConversation(maya);
        back.awaitWelcome();
        back.send(resume(capsule, 1, 400));
        assertThat(back.next()).isEqualTo(new ServerMessage.Resumed(true));
        back.next(ServerMessage.ReplyEnd.class);
        assertThat(back.voice.stream().mapToInt(frame -> frame.pcm().length).sum())
                .isEqualTo(100 * AudioFrame.DOWNLINK_BYTES_PER_MS);
        long counter = back.next(ServerMessage.Capsule.class).counter();
        back.send(new ClientMessage.CapsuleStored(counter));
        back.server.awaitReceived("capsuleStored", 1);
        back.client.close();
    }

    @Test
    void closesTheConnectionWhoseConversationWasTakenOver() throws Exception {
        maya.startLive();
        String capsule = maya.capsule();
        WebSocketConversation second = new WebSocketConversation(maya);
        second.send(resume(capsule, 0, 0));
        assertThat(second.next(ServerMessage.Resumed.class).reattached()).isTrue();
        maya.assertClosed(CloseCode.TAKEN_OVER);
        second.client.close();
    }

    @Test
    void closesTheConnectionWhoseConversationWasRevoked() throws Exception {
        maya.startLive().onLoop((_, _) -> maya.sonic.registry.revokeNewest());
        maya.assertClosed(CloseCode.REVOKED);
    }

    @ParameterizedTest
    @EnumSource
    void reportsWhyACapsuleIsRefused(CapsuleSeal.RefusalReason reason) throws Exception {
        maya.send(resume(reason.name(), 0, 0));
        assertThat(maya.next(ServerMessage.ProtocolError.class).code())
                .isEqualTo(ErrorCode.valueOf("CAPSULE_" + reason));
        maya.assertClosed(CloseCode.CAPSULE_REFUSED);
    }

    @Test
    void refusesACapsuleOlderThanOneThatWasAcknowledged() throws Exception {
        maya.startLive();
        String capsule = maya.capsule();
        maya.sonic.registry.supersede();
        WebSocketConversation second = new WebSocketConversation(maya);
        second.send(resume(capsule, 0, 0));
        assertThat(second.next(ServerMessage.ProtocolError.class).code())
                .isEqualTo(ErrorCode.CAPSULE_SUPERSEDED);
        second.assertClosed(CloseCode.CAPSULE_REFUSED);
        second.client.close();
    }

    @Test
    void reportsThatAConversationIsOver() throws Exception {
        maya.startLive();
        String capsule = maya.capsule();
        maya.sonic.registry.finishAll();
        WebSocketConversation second = new WebSocketConversation(maya);
        second.send(resume(capsule, 0, 0));
        assertThat(second.next(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.OVER);
        second.assertClosed(CloseCode.NORMAL);
        second.client.close();
    }

    @Test
    void reportsTheQualityOfTheConnection() throws Exception {
        maya.startLive();
        awaitQuality(Quality.SLOW, 700);
        awaitQuality(Quality.BAD, 1_500);
        maya.send(new ClientMessage.LagTolerance(true));
        awaitQuality(Quality.OK, 0);
    }

    /** Answers pings with a delay until a quality is reported. */
    private void awaitQuality(Quality awaited, int answersAfterMs) throws Exception {
        for (int round = 0; round < 40 && maya.quality != awaited; round++) {
            ServerMessage.Ping ping = maya.ping();
            maya.advance(Duration.ofMillis(answersAfterMs));
            pongs++;
            maya.send(new ClientMessage.Pong(ping.id()));
            maya.server.awaitReceived("pong", pongs);
            maya.advance(Duration.ofMillis(Math.max(0, 1_000 - answersAfterMs)));
        }
        assertThat(maya.quality).isEqualTo(awaited);
    }

    @Test
    void skipsATest() throws Exception {
        maya.startLive();
        maya.send(new ClientMessage.End(true));
        assertThat(maya.next(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.SKIPPED);
        maya.assertClosed(CloseCode.NORMAL);
    }
}
