package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.conversation.StreamEnd;
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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The whole gateway but for its way to Sonic, as a client sees it. */
class MayaOverWebSocketTest {
    private WebSocketConversation talk;

    @BeforeEach
    void connect() throws Exception {
        talk = new WebSocketConversation();
    }

    @AfterEach
    void stop() throws Exception {
        talk.stop();
    }

    @Test
    void mayaGreetsWithHerPlanHerVoiceItsEndAndWhatSheSaid() throws Exception {
        ScriptedSonic.Stream stream = talk.begin();
        stream.reply("Hello.", 500);

        assertThat(talk.next())
                .isEqualTo(new Caption(Speaker.EXAMINER, Stage.PLANNED, 1, "Hello."));
        assertThat(talk.voice).isEmpty();
        assertThat(talk.next()).isEqualTo(new ServerMessage.ReplyEnd(1, 500));
        assertThat(talk.next()).isEqualTo(new Caption(Speaker.EXAMINER, Stage.FINAL, 1, "Hello."));
        assertThat(talk.voice).allMatch(frame -> frame.epoch() == 1);
        assertThat(talk.voice)
                .extracting(AudioFrame.Downlink::sequence)
                .isEqualTo(IntStream.range(0, talk.voice.size()).boxed().toList());
        assertThat(talk.voice).allMatch(frame -> frame.pcm().length <= 4_800);
        assertThat(talk.voice.stream().mapToInt(frame -> frame.pcm().length).sum())
                .isEqualTo(500 * AudioFrame.DOWNLINK_BYTES_PER_MS);
    }

    @Test
    void theCandidateIsHeardAcknowledgedAndCaptioned() throws Exception {
        ScriptedSonic.Stream stream = talk.begin();
        talk.microphone(3);
        int heard = 0;
        while (heard < 3 * 640) {
            heard += stream.sent(SonicInput.Audio.class).pcm().length;
        }
        stream.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");

        assertThat(talk.next())
                .isEqualTo(new Caption(Speaker.CANDIDATE, Stage.FINAL, 0, "In Hanoi."));
        talk.pass(Duration.ofSeconds(1));
        assertThat(talk.next()).isEqualTo(new ServerMessage.Ack(2));
    }

    @Test
    void mayaHearsSilenceWhileTheCandidateIsMuted() throws Exception {
        ScriptedSonic.Stream stream = talk.begin();
        talk.send(new ClientMessage.Mute(true));
        talk.awaitReceived("mute", 1);
        talk.pass(Duration.ofSeconds(1));

        assertThat(stream.sent(SonicInput.Audio.class).pcm()).containsOnly(0);
    }

    @Test
    void anInterruptionVoidsTheReplyAndTheNextBearsTheNewEpoch() throws Exception {
        ScriptedSonic.Stream stream = talk.begin();
        stream.speak("A very long question.", 20_000);
        stream.tell(new SonicOutput.Interrupted());
        stream.tell(new SonicOutput.Audio("k", new byte[4_800]));

        assertThat(talk.next(ServerMessage.Clear.class)).isEqualTo(new ServerMessage.Clear(2));
        int before = talk.voice.size();
        assertThat(before).isBetween(1, 30);
        stream.reply("Go on.", 200);
        assertThat(talk.next(ServerMessage.ReplyEnd.class))
                .isEqualTo(new ServerMessage.ReplyEnd(2, 200));
        assertThat(talk.voice.subList(before, talk.voice.size()))
                .isNotEmpty()
                .allMatch(frame -> frame.epoch() == 2);
    }

    @Test
    void theClientIsToldHowTheOpeningFares() throws Exception {
        ScriptedSonic.Stream stream = talk.start();
        StreamEnd.Failure reset = new StreamEnd.Transient("reset");
        stream.order((to, nowUs) -> to.onConnecting(1, nowUs));
        stream.order((to, nowUs) -> to.onRetry(2, 1_000, reset, nowUs));
        stream.order((to, nowUs) -> to.onConnecting(2, nowUs));
        stream.order((to, nowUs) -> to.onOpen(nowUs));

        assertThat(talk.next()).isEqualTo(new Status(StreamState.CONNECTING, 1, 0));
        assertThat(talk.next()).isEqualTo(new Status(StreamState.RETRYING, 2, 1_000));
        assertThat(talk.next()).isEqualTo(new Status(StreamState.CONNECTING, 2, 0));
        assertThat(talk.next()).isEqualTo(new Status(StreamState.LIVE, 0, 0));
    }

    @Test
    void theClientIsToldWhichAudioMayaDidNotHear() throws Exception {
        ScriptedSonic.Stream stream = talk.begin();
        stream.demand = 0;
        talk.microphone(60);
        talk.pass(Duration.ofSeconds(1));
        ServerMessage.Lost silence = talk.next(ServerMessage.Lost.class);
        assertThat(silence.reason()).isEqualTo(LossReason.SILENCE_SKIPPED);
        assertThat(silence.audioMs()).isEqualTo(silence.frames() * 20);

        talk.microphone(3);
        talk.pass(Duration.ofSeconds(4));
        ServerMessage.Lost old = talk.next(ServerMessage.Lost.class);
        assertThat(old.reason()).isEqualTo(LossReason.TOO_OLD);
        assertThat(old.audioMs()).isEqualTo(old.frames() * 20);
        assertThat(silence.frames() + old.frames()).isEqualTo(63);
        assertThat(talk.next()).isEqualTo(new ServerMessage.Ack(62));
    }

    @Test
    void theTalkGoesOnOverANewStreamWhenOneFails() throws Exception {
        talk.begin().fail(new StreamEnd.Transient("reset"));
        ScriptedSonic.Stream second = talk.sonic.next();
        talk.live(second);
        second.reply("Hello again.", 100);

        assertThat(talk.next(ServerMessage.ReplyEnd.class).audioMs()).isEqualTo(100);
    }

    @Test
    void theCandidateEndsTheTalk() throws Exception {
        ScriptedSonic.Stream stream = talk.begin();
        talk.send(new ClientMessage.End(false));

        assertThat(talk.next()).isEqualTo(new ServerMessage.Ended(EndReason.CLIENT));
        assertClosed(CloseCode.NORMAL);
        stream.sent(SonicInput.SessionEnd.class);
    }

    @Test
    void mayaEndsTheTalkOnceHerGoodbyeWasHeard() throws Exception {
        ScriptedSonic.Stream stream = talk.begin();
        stream.reply("Hello.", 100);
        talk.next(ServerMessage.ReplyEnd.class);
        for (int report = 1; report <= 10; report++) {
            talk.pass(Duration.ofSeconds(25));
            talk.heard(1, 100);
            talk.awaitReceived("playout", report);
        }
        stream.tell(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        stream.reply("Goodbye.", 100);
        talk.next(ServerMessage.ReplyEnd.class);
        talk.heard(2, 100);

        assertThat(talk.next(ServerMessage.Ended.class).reason()).isEqualTo(EndReason.EXAMINER);
        assertClosed(CloseCode.NORMAL);
    }

    @Test
    void aStreamThatCannotBeOpenedIsSaidWithItsOwnCode() throws Exception {
        talk.start().fail(new StreamEnd.Capacity("throttled"));

        assertClosed(CloseCode.EXAMINER_UNAVAILABLE);
    }

    @Test
    void aClientThatPlaysNothingForTenSecondsIsClosed() throws Exception {
        ScriptedSonic.Stream stream = talk.begin();
        stream.reply("Hello?", 1_200);
        assertThat(talk.next(Caption.class).stage()).isEqualTo(Stage.PLANNED);
        assertThat(talk.next(Caption.class).stage()).isEqualTo(Stage.FINAL);
        talk.pass(Duration.ofSeconds(11));

        assertClosed(CloseCode.TOO_SLOW);
    }

    @Test
    void aNodeThatGoesAwaySaysSoAndEndsItsStreams() throws Exception {
        ScriptedSonic.Stream stream = talk.begin();
        var stopped = talk.server.server.stop(Duration.ofSeconds(5));

        assertClosed(CloseCode.GOING_AWAY);
        stream.sent(SonicInput.SessionEnd.class);
        talk.client.close();
        stopped.await(5, TimeUnit.SECONDS);
        assertThat(talk.server.admission.conversations()).isZero();
    }

    private void assertClosed(CloseCode code) throws Exception {
        assertThat(talk.client.readToClose()).isEqualTo(code.code());
    }
}
