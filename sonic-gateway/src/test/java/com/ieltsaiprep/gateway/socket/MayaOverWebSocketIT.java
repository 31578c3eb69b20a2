package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Status;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Gateway without its connection to Nova Sonic, from a client's point of view. */
class MayaOverWebSocketIT {
    @RegisterExtension private final WebSocketConversation maya = new WebSocketConversation();

    @Test
    void sendsAReplyAsPlannedCaptionAudioEndAndFinalCaption() throws Exception {
        ScriptedSonic.Stream stream = maya.startLive();
        stream.reply("Hello.", 500);

        assertThat(maya.next())
                .isEqualTo(new Caption(Speaker.EXAMINER, Stage.PLANNED, 1, "Hello."));
        assertThat(maya.voice).isEmpty();
        assertThat(maya.next()).isEqualTo(new ServerMessage.ReplyEnd(1, 500));
        assertThat(maya.next()).isEqualTo(new Caption(Speaker.EXAMINER, Stage.FINAL, 1, "Hello."));
        assertThat(maya.voice).allMatch(frame -> frame.epoch() == 1);
        assertThat(maya.voice)
                .extracting(AudioFrame.Downlink::sequence)
                .isEqualTo(IntStream.range(0, maya.voice.size()).boxed().toList());
        assertThat(maya.voice).allMatch(frame -> frame.pcm().length <= 4_800);
        assertThat(maya.voice.stream().mapToInt(frame -> frame.pcm().length).sum())
                .isEqualTo(500 * AudioFrame.DOWNLINK_BYTES_PER_MS);
    }

    @Test
    void forwardsAcknowledgesAndCaptionsTheCandidatesAudio() throws Exception {
        ScriptedSonic.Stream stream = maya.startLive();
        maya.sendAudio(3);
        int heard = 0;
        while (heard < 3 * 640) {
            heard += stream.sent(SonicInput.Audio.class).pcm().length;
        }
        stream.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");

        assertThat(maya.next())
                .isEqualTo(new Caption(Speaker.CANDIDATE, Stage.FINAL, 0, "In Hanoi."));
        maya.advance(Duration.ofSeconds(1));
        assertThat(maya.next()).isEqualTo(new ServerMessage.Ack(2));
    }

    @Test
    void sendsSilenceWhileTheCandidateIsMuted() throws Exception {
        ScriptedSonic.Stream stream = maya.startLive();
        maya.send(new ClientMessage.Mute(true));
        maya.server.awaitReceived("mute", 1);
        maya.advance(Duration.ofSeconds(1));

        assertThat(stream.sent(SonicInput.Audio.class).pcm()).containsOnly(0);
    }

    @Test
    void aBargeInClearsTheReplyAndStartsANewEpoch() throws Exception {
        ScriptedSonic.Stream stream = maya.startLive();
        stream.speak("A very long question.", 20_000);
        stream.emit(new SonicOutput.Interrupted());
        stream.emit(new SonicOutput.Audio("k", new byte[4_800]));

        assertThat(maya.next(ServerMessage.Clear.class)).isEqualTo(new ServerMessage.Clear(2));
        int before = maya.voice.size();
        assertThat(before).isBetween(1, 30);
        stream.reply("Go on.", 200);
        assertThat(maya.next(ServerMessage.ReplyEnd.class))
                .isEqualTo(new ServerMessage.ReplyEnd(2, 200));
        assertThat(maya.voice.subList(before, maya.voice.size()))
                .isNotEmpty()
                .allMatch(frame -> frame.epoch() == 2);
    }

    @Test
    void reportsTheProgressOfTheOpening() throws Exception {
        ScriptedSonic.Stream stream = maya.start();
        StreamEnd.Failure reset = new StreamEnd.Transient("reset");
        stream.onLoop((to, nowUs) -> to.onConnecting(1, nowUs));
        stream.onLoop((to, nowUs) -> to.onRetry(2, 1_000, reset, nowUs));
        stream.onLoop((to, nowUs) -> to.onConnecting(2, nowUs));
        stream.onLoop((to, nowUs) -> to.onOpen(nowUs));

        assertThat(maya.next()).isEqualTo(new Status(StreamState.CONNECTING, 1, 0));
        assertThat(maya.next()).isEqualTo(new Status(StreamState.RETRYING, 2, 1_000));
        assertThat(maya.next()).isEqualTo(new Status(StreamState.CONNECTING, 2, 0));
        assertThat(maya.next()).isEqualTo(new Status(StreamState.LIVE, 0, 0));
    }

    @Test
    void reportsLostAudio() throws Exception {
        ScriptedSonic.Stream stream = maya.startLive();
        stream.demand = 0;
        maya.sendAudio(60);
        maya.advance(Duration.ofSeconds(1));
        ServerMessage.Lost silence = maya.next(ServerMessage.Lost.class);
        assertThat(silence.reason()).isEqualTo(LossReason.SILENCE_SKIPPED);
        assertThat(silence.audioMs()).isEqualTo(silence.frames() * 20);

        maya.sendAudio(3);
        maya.advance(Duration.ofSeconds(4));
        ServerMessage.Lost old = maya.next(ServerMessage.Lost.class);
        assertThat(old.reason()).isEqualTo(LossReason.TOO_OLD);
        assertThat(old.audioMs()).isEqualTo(old.frames() * 20);
        assertThat(silence.frames() + old.frames()).isEqualTo(63);
        assertThat(maya.next()).isEqualTo(new ServerMessage.Ack(62));
    }

    @Test
    void continuesOnANewStreamWhenOneFails() throws Exception {
        maya.startLive().fail(new StreamEnd.Transient("reset"));
        ScriptedSonic.Stream second = maya.sonic.next();
        maya.goLive(second);
        second.reply("Hello again.", 100);

        assertThat(maya.next(ServerMessage.ReplyEnd.class).audioMs()).isEqualTo(100);
    }

    @Test
    void theCandidateEndsTheConversation() throws Exception {
        ScriptedSonic.Stream stream = maya.startLive();
        maya.send(new ClientMessage.End(false));

        assertThat(maya.next()).isEqualTo(new ServerMessage.Ended(EndReason.CLIENT));
        maya.assertClosed(CloseCode.NORMAL);
        stream.sent(SonicInput.SessionEnd.class);
    }

    @Test
    void mayaEndsTheConversationAfterThePlayoutOfHerLastReply() throws Exception {
        ScriptedSonic.Stream stream = maya.startLive();
        stream.reply("Hello.", 100);
        maya.next(ServerMessage.ReplyEnd.class);
        for (int report = 1; report <= 10; report++) {
            maya.advance(Duration.ofSeconds(25));
            maya.reportPlayout(1, 100);
            maya.server.awaitReceived("playout", report);
        }
        stream.emit(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        stream.reply("Goodbye.", 100);
        maya.next(ServerMessage.ReplyEnd.class);
        maya.reportPlayout(2, 100);

        assertThat(maya.next(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.EXAMINER);
        maya.assertClosed(CloseCode.NORMAL);
    }

    @Test
    void closesWithItsOwnCodeIfNoStreamCanBeOpened() throws Exception {
        maya.start().fail(new StreamEnd.Capacity("throttled"));

        maya.assertClosed(CloseCode.EXAMINER_UNAVAILABLE);
    }

    @Test
    void closesAClientThatPlaysNothingForTenSeconds() throws Exception {
        ScriptedSonic.Stream stream = maya.startLive();
        stream.reply("Hello?", 1_200);
        assertThat(maya.next(Caption.class).stage()).isEqualTo(Stage.PLANNED);
        assertThat(maya.next(Caption.class).stage()).isEqualTo(Stage.FINAL);
        maya.advance(Duration.ofSeconds(11));

        maya.assertClosed(CloseCode.TOO_SLOW);
    }

    @Test
    void aShutdownClosesConnectionsAndEndsStreams() throws Exception {
        ScriptedSonic.Stream stream = maya.startLive();
        var stopped = maya.server.server.stop(Duration.ofSeconds(5));

        maya.assertClosed(CloseCode.GOING_AWAY);
        stream.sent(SonicInput.SessionEnd.class);
        maya.client.close();
        stopped.await(5, TimeUnit.SECONDS);
        assertThat(maya.server.admission.conversations()).isZero();
    }
}
