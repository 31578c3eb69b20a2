package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/**
 * Tests a candidate whose connection is lost. Maya greets from 0.3 s to 2.3 s; then he speaks for 2
 * s.
 */
class ResumingCandidateTest {
    private static final Utterance FIRST = utterance(2000);
    private static final Utterance SECOND = utterance(1200);

    private final FakeGateway gateway =
            new FakeGateway(SpeakingPlan.inTurn(List.of(FIRST, SECOND)));

    @Test
    void reattachesToTheSameGatewayWithoutALoss() {
        gateway.schedule(4000, () -> gateway.close(1006));

        ConversationResult result = gateway.run();

        assertThat(result.problems()).isEmpty();
        assertThat(result.turns()).hasSize(2);
        assertThat(result.replies()).allMatch(reply -> reply.playedMs() == 2000);
        assertThat(result.resumptions()).hasSize(1);
        Resumption resumption = result.resumptions().getFirst();
        assertThat(resumption.kind()).isEqualTo(Resumption.Kind.REATTACHED);
        assertThat(resumption.attempts()).isEqualTo(1);
        assertThat(resumption.downUs()).isBetween(15_000L, 30_000L);
        assertThat(resumption.mayaUs().getAsLong()).isGreaterThan(resumption.resumedUs());
    }

    @Test
    void replaysUnacknowledgedFramesAndThenGoesOn() {
        gateway.schedule(4000, () -> gateway.close(1006));
        gateway.failingAttempts = 3;

        gateway.run();

        ClientMessage.Resume resume = resumes().getFirst();
        int again = 0;
        while (gateway.frames.get(again).sequence() == again) {
            again++;
        }
        assertThat(resume.sequence()).isEqualTo(gateway.frames.get(again).sequence());
        assertThat(resume.sequence()).isPositive().isLessThan(again);
        List<Integer> sequences =
                gateway.frames.stream().skip(again).map(AudioFrame.Uplink::sequence).toList();
        for (int i = 0; i < sequences.size(); i++) {
            assertThat(sequences.get(i)).isEqualTo(resume.sequence() + i);
        }
    }

    @Test
    void reportsWhereMayasAudioEnded() {
        gateway.schedule(1000, () -> gateway.sendOrDefer(new ServerMessage.Capsule(1, "early")));
        gateway.schedule(
                1000,
                () ->
                        gateway.sendOrDefer(
                                new ServerMessage.Caption(
                                        ServerMessage.Speaker.EXAMINER,
                                        ServerMessage.Stage.FINAL,
                                        1,
                                        "Good morning.")));
        gateway.schedule(1050, () -> gateway.close(1006));

        ConversationResult result = gateway.run();

        assertThat(resumes().getFirst())
                .isEqualTo(
                        new ClientMessage.Resume(
                                "early",
                                resumes().getFirst().sequence(),
                                1,
                                1800,
                                1,
                                false,
                                true,
                                "ielts-speak"));
        assertThat(result.problems()).isEmpty();
        assertThat(result.replies().getFirst().playedMs()).isEqualTo(2000);
        assertThat(result.replies().getFirst().gaps()).isZero();
    }

    @Test
    void isTakenOverByAGatewayThatHasOnlyTheCapsule() {
        gateway.schedule(4000, () -> gateway.close(CloseCode.GOING_AWAY.code()));
        gateway.reattaches = false;

        ConversationResult result = gateway.run();

        assertThat(result.problems()).isEmpty();
        Resumption resumption = result.resumptions().getFirst();
        assertThat(resumption.kind()).isEqualTo(Resumption.Kind.TAKEN_OVER);
        assertThat(resumption.closeCode()).isEqualTo(CloseCode.GOING_AWAY.code());
        assertThat(resumes().getFirst().capsule()).isEqualTo("capsule-1");
        assertThat(gateway.messages).contains(new ClientMessage.CapsuleStored(1));
    }

    @Test
    void startsAnewWhileThereIsNoCapsule() {
        gateway.sendsCapsules = false;
        gateway.schedule(4000, () -> gateway.close(1006));

        ConversationResult result = gateway.run();

        assertThat(result.problems()).isEmpty();
        assertThat(result.resumptions().getFirst().kind()).isEqualTo(Resumption.Kind.BEGUN_AGAIN);
        assertThat(starts()).isEqualTo(2);
        List<Integer> zeros =
                gateway.frames.stream()
                        .map(AudioFrame.Uplink::sequence)
                        .filter(n -> n == 0)
                        .toList();
        assertThat(zeros).hasSize(2);
    }

    @Test
    void detectsAGatewayThatNoLongerAnswers() {
        gateway.schedule(4000, () -> gateway.frozen = true);
        gateway.schedule(7000, () -> gateway.frozen = false);
        gateway.reattaches = false;

        ConversationResult result = gateway.run();

        assertThat(result.problems()).isEmpty();
        long frozenUs = result.overview().startedUs() + 4_000_000;
        Resumption resumption = result.resumptions().getFirst();
        assertThat(resumption.lostUs() - frozenUs).isBetween(2_200_000L, 2_600_000L);
        assertThat(resumption.attempts()).isEqualTo(2);
    }

    @Test
    void givesUpAnAttemptAfterTwoSecondsAndLaterOnesAfterFive() {
        gateway.schedule(4000, () -> gateway.close(1006));
        gateway.schedule(4000, () -> gateway.frozen = true);
        gateway.schedule(30_000, () -> gateway.frozen = false);
        gateway.reattaches = false;

        gateway.run();

        List<Long> at = gateway.connectTimesUs;
        assertThat(at.get(0)).isEqualTo(1_004_000_000L);
        assertThat(at.get(1) - at.get(0)).isBetween(2_000_000L, 2_260_000L);
        assertThat(at.get(2) - at.get(1)).isBetween(2_000_000L, 2_510_000L);
        assertThat(at.get(4) - at.get(3)).isBetween(5_000_000L, 7_010_000L);
    }

    @Test
    void survivesManyLostConnections() {
        for (int i = 0; i < 6; i++) {
            gateway.schedule(3500 + i * 900L, () -> gateway.close(1006));
        }

        ConversationResult result = gateway.run();

        assertThat(result.problems()).isEmpty();
        assertThat(result.resumptions()).hasSize(6).allMatch(r -> r.attempts() == 1);
        assertThat(result.turns()).hasSize(2);
    }

    @Test
    void resumesAfterALongOutageWithoutTheOldestFrames() {
        gateway.schedule(4000, () -> gateway.close(1006));
        gateway.failingAttempts = 30;

        ConversationResult result = gateway.run();

        assertThat(result.resumptions()).hasSize(1);
        assertThat(result.resumptions().getFirst().attempts()).isEqualTo(31);
        assertThat(gateway.connectionLosses).isEqualTo(1);
        assertThat(result.problems()).anyMatch(p -> p.contains("waited too long"));
    }

    @Test
    void givesUpAfterHalfAnHour() {
        gateway.schedule(4000, () -> gateway.close(1006));
        gateway.failingAttempts = Integer.MAX_VALUE;
        gateway.schedule(300, gateway::reply);
        for (int i = 0; i < 31 * 60 && !gateway.candidate.isClosed(); i++) {
            gateway.advance(1000);
        }

        ConversationResult result = gateway.candidate.result();

        assertThat(gateway.candidate.isClosed()).isTrue();
        assertThat(result.overview().endedUs() - result.overview().startedUs())
                .isBetween(1_803_000_000L, 1_806_000_000L);
        assertThat(result.problems())
                .contains("the connection was lost and the conversation did not go on");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1002, 1007, 1008, 1009, 4400, 4408, 4409, 4410})
    void doesNotReconnectAfterAFatalCode(int code) {
        gateway.schedule(4000, () -> gateway.close(code));

        ConversationResult result = gateway.run();

        assertThat(result.ending().closeCode()).hasValue(code);
        assertThat(gateway.connectTimesUs).isEmpty();
    }

    @Test
    void sendsEndAgainWhenTheConnectionIsLostBeforeItsAnswer() {
        gateway.answersEnd = false;
        gateway.schedule(300, gateway::reply);
        while (!(gateway.messages.getLast() instanceof ClientMessage.End)) {
            gateway.advance(5);
        }
        gateway.answersEnd = true;
        gateway.close(1006);

        assertThat(gateway.runUntilClosed().problems()).isEmpty();
        assertThat(gateway.messages.getLast()).isEqualTo(new ClientMessage.End(false));
    }

    @Test
    void isIncompleteWhenACaptionComesTwice() {
        ServerMessage.Caption caption =
                new ServerMessage.Caption(
                        ServerMessage.Speaker.EXAMINER, ServerMessage.Stage.FINAL, 1, "Hello.");
        gateway.schedule(2000, () -> gateway.sendOrDefer(caption));
        gateway.schedule(4000, () -> gateway.close(1006));
        gateway.schedule(5000, () -> gateway.sendOrDefer(caption));

        assertThat(gateway.run().problems()).containsExactly("1 sentences were written down twice");
    }

    private static ServerMessage planned() {
        return new ServerMessage.Caption(
                ServerMessage.Speaker.EXAMINER, ServerMessage.Stage.PLANNED, 1, "Hello.");
    }

    @Test
    void isIncompleteWhenAReplyIsNeverCaptioned() {
        gateway.schedule(310, () -> gateway.sendOrDefer(planned()));

        assertThat(gateway.run().problems())
                .containsExactly("reply 1 was heard and never written down");
    }

    @Test
    void doesNotMissTheFinalCaptionOfALostStream() {
        gateway.schedule(310, () -> gateway.sendOrDefer(planned()));
        gateway.schedule(
                400,
                () ->
                        gateway.sendOrDefer(
                                new ServerMessage.Status(
                                        ServerMessage.StreamState.CONNECTING, 1, 0)));

        assertThat(gateway.run().problems()).isEmpty();
    }

    @Test
    void answersPingsAtOnce() {
        gateway.schedule(1000, () -> gateway.sendOrDefer(new ServerMessage.Ping(7)));

        gateway.run();

        assertThat(gateway.messages).contains(new ClientMessage.Pong(7));
    }

    private List<ClientMessage.Resume> resumes() {
        return gateway.messages.stream()
                .filter(ClientMessage.Resume.class::isInstance)
                .map(ClientMessage.Resume.class::cast)
                .toList();
    }

    private long starts() {
        return gateway.messages.stream().filter(ClientMessage.Start.class::isInstance).count();
    }

    private static Utterance utterance(int voiceMs) {
        short[] samples = new short[(voiceMs + 800) * 16];
        for (int i = 0; i < voiceMs * 16; i++) {
            samples[i] = (short) (1 + i % 20_000);
        }
        return new Utterance(samples, 0, voiceMs * 16);
    }
}
