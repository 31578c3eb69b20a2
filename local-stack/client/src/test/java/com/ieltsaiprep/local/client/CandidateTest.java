package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

class CandidateTest {
    private static final Utterance FIRST = utterance(1000, 700, 1);
    private static final Utterance SECOND = utterance(1500, 850, 10_000);

    @Test
    void hearsTheGreetingAndTwoAnswersAndEndsTheConversation() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST, SECOND)));

        ConversationResult result = gateway.run();

        assertThat(result.problems()).isEmpty();
        assertThat(result.overview().sessionId()).isEqualTo("s1");
        assertThat(result.replies()).hasSize(3).allMatch(r -> r.playedMs() == 2000);
        assertThat(result.turns()).hasSize(2);
        assertThat(result.uplink().unackedFrames()).isZero();
        assertThat(result.ending().closeCode()).isEqualTo(OptionalInt.of(1000));
        assertThat(gateway.messages.getFirst()).isInstanceOf(ClientMessage.Start.class);
        assertThat(gateway.messages.getLast()).isEqualTo(new ClientMessage.End(false));
    }

    @Test
    void speaksHalfASecondAfterMayaHasFinished() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST)));

        ConversationResult result = gateway.run();

        long greetingEndUs = result.replies().getFirst().firstSampleUs().getAsLong() + 2_000_000;
        SentAudio.Run run = result.uplink().sent().runs().getFirst();
        long spokeUs =
                result.overview().startedUs()
                        + FakeGateway.LIVE_US
                        + run.firstSequence() * Microphone.FRAME_US;
        assertThat(spokeUs - greetingEndUs).isBetween(460_000L, 550_000L);
    }

    @Test
    void sendsAFrameEvery32MsAndTheRecordingBitForBit() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST, SECOND)));

        ConversationResult result = gateway.run();

        short[] stream = new short[gateway.frames.size() * Microphone.FRAME_SAMPLES];
        for (int i = 0; i < gateway.frames.size(); i++) {
            AudioFrame.Uplink frame = gateway.frames.get(i);
            assertThat(frame.sequence()).isEqualTo(i);
            assertThat(frame.captureMs()).isEqualTo(i * 32);
            ByteBuffer.wrap(frame.pcm())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(stream, i * Microphone.FRAME_SAMPLES, Microphone.FRAME_SAMPLES);
        }
        short[] file = concatenated(FIRST, SECOND);
        short[] expected = new short[stream.length];
        for (SentAudio.Run run : result.uplink().sent().runs()) {
            int at = run.firstSequence() * Microphone.FRAME_SAMPLES;
            System.arraycopy(file, run.fileOffset(), expected, at, run.samples());
        }
        assertThat(result.uplink().sent().runs()).hasSize(2);
        assertThat(stream).isEqualTo(expected);
    }

    @Test
    void opensItsMicrophoneOnceMayasStreamIsLive() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST)));
        gateway.advance(5);
        gateway.advance(37);
        assertThat(gateway.frames).isEmpty();

        gateway.advance(5);

        assertThat(gateway.frames).hasSize(1);
    }

    @Test
    void interruptsEveryReplyAtThePlannedPosition() {
        SpeakingPlan plan = SpeakingPlan.interrupting(List.of(FIRST, SECOND, FIRST), 2_000_000);
        FakeGateway gateway = new FakeGateway(plan);
        gateway.replyMs = 20_000;

        ConversationResult result = gateway.run();

        assertThat(result.problems()).isEmpty();
        assertThat(result.turns()).hasSize(3);
        assertThat(result.clears()).hasSize(3).allMatch(cut -> cut.voiceStartUs().isPresent());
        assertThat(result.replies()).hasSize(4);
        assertThat(result.replies().subList(0, 3))
                .allSatisfy(reply -> assertThat(reply.playedMs()).isBetween(2000L, 2100L));
        assertThat(result.replies().getLast().playedMs()).isEqualTo(20_000);
    }

    @Test
    void speaksOverAReplyThatIsShorterThanThePlanOnlyAfterIt() {
        SpeakingPlan plan = SpeakingPlan.interrupting(List.of(FIRST), 3_000_000);
        FakeGateway gateway = new FakeGateway(plan);

        ConversationResult result = gateway.run();

        assertThat(result.problems()).isEmpty();
        assertThat(result.clears()).isEmpty();
    }

    @Test
    void givesUpWhenAReplyNeverComes() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST, SECOND)));
        gateway.firstUnansweredReply = 1;

        ConversationResult result = gateway.run();

        assertThat(result.problems())
                .containsExactly(
                        "no reply of Maya's began in 20 s", "0 of 2 utterances were answered");
        assertThat(gateway.messages.getLast()).isEqualTo(new ClientMessage.End(false));
    }

    @Test
    void givesUpWhenAReplyStopsInItsMiddle() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST)));
        gateway.firstUnansweredReply = 0;
        gateway.schedule(
                100,
                () ->
                        gateway.candidate.onAudio(
                                new AudioFrame.Downlink(1, 0, new byte[9600]), gateway.nowUs()));

        ConversationResult result = gateway.run();

        assertThat(result.problems()).contains("a reply of Maya's stopped for 20 s");
    }

    @Test
    void isIncompleteWhenSomethingIsMissing() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST)));
        gateway.schedule(400, gateway::skipSequence);
        gateway.schedule(
                500,
                () -> {
                    gateway.candidate.onMessage(
                            new ServerMessage.Lost(ServerMessage.LossReason.TOO_OLD, 3, 60),
                            gateway.nowUs());
                    gateway.candidate.onMessage(
                            new ServerMessage.ProtocolError(ErrorCode.TOO_FAST, "slower"),
                            gateway.nowUs());
                });

        ConversationResult result = gateway.run();

        assertThat(result.problems())
                .containsExactly(
                        "Maya did not hear 3 frames of the microphone: too old",
                        "1 frames of Maya's voice did not follow their predecessor",
                        "the gateway answered with the error TOO_FAST");
    }

    @Test
    void isIncompleteWithoutAWelcomeToItsOwnSession() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST)));
        gateway.welcomedSession = "s2";

        assertThat(gateway.run().problems())
                .containsExactly("the gateway did not welcome the session");
    }

    @Test
    void givesUpWhenTheGatewayNeverAnswersTheEnd() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST)));
        gateway.answersEnd = false;

        ConversationResult result = gateway.run();

        assertThat(result.ending().closeCode()).isEqualTo(OptionalInt.of(1006));
    }

    @Test
    void stopsSpeakingWhenMayaEndsTheInterview() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST)));
        gateway.schedule(
                1000,
                () ->
                        gateway.candidate.onMessage(
                                new ServerMessage.Ended(ServerMessage.EndReason.EXAMINER),
                                gateway.nowUs()));
        gateway.schedule(1100, () -> gateway.candidate.onClosed(1000, gateway.nowUs()));

        ConversationResult result = gateway.run();

        assertThat(result.ending().reason()).isEqualTo("EXAMINER");
        assertThat(gateway.frames).hasSizeBetween(30, 31);
        assertThat(result.problems()).containsExactly("0 of 1 utterances were answered");
    }

    @Test
    void closesWhenTheConnectionStaysOpenAfterTheEnd() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST)));
        gateway.schedule(
                1000,
                () ->
                        gateway.candidate.onMessage(
                                new ServerMessage.Ended(ServerMessage.EndReason.EXAMINER),
                                gateway.nowUs()));

        assertThat(gateway.run().ending().closeCode()).isEqualTo(OptionalInt.of(1006));
    }

    @Test
    void reportsEveryQuarterSecondWhilePlayingAndOnceWhenEmpty() {
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST)));
        gateway.schedule(300, gateway::reply);
        for (int i = 0; i < 500; i++) {
            gateway.advance(5);
        }

        List<ClientMessage.Playout> reports =
                gateway.messages.stream()
                        .filter(ClientMessage.Playout.class::isInstance)
                        .map(ClientMessage.Playout.class::cast)
                        .toList();

        assertThat(reports).hasSizeBetween(9, 10);
        assertThat(reports.get(1).playedMs()).isEqualTo(250);
        assertThat(reports.get(1).bufferedMs()).isBetween(750, 1050);
        assertThat(reports.getLast()).isEqualTo(new ClientMessage.Playout(1, 2000, 0, 0));
    }

    @Test
    void endsAtTheLimitWithoutCallingItAProblem() {
        FakeGateway gateway =
                new FakeGateway(SpeakingPlan.until(List.of(FIRST), 1_000_000_000L + 30_000_000L));

        ConversationResult result = gateway.run();

        assertThat(result.problems()).isEmpty();
        assertThat(result.overview().utterances()).isGreaterThan(3);
        assertThat(result.overview().endedUs() - result.overview().startedUs())
                .isBetween(30_000_000L, 31_500_000L);
    }

    @Test
    void playsIntoTheRecordingInTime() {
        Played played = new Played();
        FakeGateway gateway = new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST)), played);

        ConversationResult result = gateway.run();

        long lengthUs = result.overview().endedUs() - result.overview().startedUs();
        assertThat(played.audio.size() / 48.0).isEqualTo(lengthUs / 1000.0);
        long startMs =
                (result.replies().getFirst().firstSampleUs().getAsLong()
                                - result.overview().startedUs())
                        / 1000;
        byte[] audio = played.audio.toByteArray();
        assertThat(audio[(int) startMs * 48]).isEqualTo((byte) 1);
    }

    private static final class Played implements AudioSink {
        final ByteArrayOutputStream audio = new ByteArrayOutputStream();

        @Override
        public void play(byte[] pcm, int offset, int length) {
            audio.write(pcm, offset, length);
        }

        @Override
        public void silence(long samples) {
            audio.writeBytes(new byte[(int) samples * 2]);
        }
    }

    private static Utterance utterance(int voiceMs, int pauseMs, int seed) {
        short[] samples = new short[(voiceMs + pauseMs) * 16];
        for (int i = 0; i < voiceMs * 16; i++) {
            samples[i] = (short) (seed + i % 20_000);
        }
        return new Utterance(samples, 0, voiceMs * 16);
    }

    private static short[] concatenated(Utterance a, Utterance b) {
        short[] all = Arrays.copyOf(a.samples(), a.samples().length + b.samples().length);
        System.arraycopy(b.samples(), 0, all, a.samples().length, b.samples().length);
        return all;
    }
}
