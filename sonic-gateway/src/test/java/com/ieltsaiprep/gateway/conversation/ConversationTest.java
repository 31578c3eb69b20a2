package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

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
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

final class ConversationTest {
    private static final long SECOND_US = 1_000_000;
    private static final int BYTES_PER_MS = AudioFrame.DOWNLINK_BYTES_PER_MS;

    private final FakeClient client = new FakeClient();
    private final FakeSonic sonic = new FakeSonic();
    private final RecordingObserver observer = new RecordingObserver();
    private final Conversation conversation = new Conversation("s", "amy", client, sonic, observer);
    private long nowUs;
    private int sequence;

    @Test
    void opensTheStreamInTheServicesOrder() {
        start();
        live();
        assertThat(sonic.newest().sent)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "SessionStart",
                        "PromptStart",
                        "TextStart",
                        "Text",
                        "ContentEnd",
                        "AudioStart",
                        "TextStart",
                        "Text",
                        "ContentEnd");
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .extracting(SonicInput.TextStart::role, SonicInput.TextStart::interactive)
                .containsExactly(
                        tuple(SonicInput.Role.SYSTEM, false), tuple(SonicInput.Role.USER, true));
    }

    @Test
    void tellsTheClientHowTheOpeningFares() {
        start();
        listener().onConnecting(1, nowUs);
        listener().onRetry(2, 1_000, new StreamEnd.Transient("x"), nowUs);
        listener().onConnecting(2, nowUs);
        listener().onOpen(nowUs);
        assertThat(client.messages(Status.class))
                .containsExactly(
                        new Status(StreamState.CONNECTING, 1, 0),
                        new Status(StreamState.RETRYING, 2, 1_000),
                        new Status(StreamState.CONNECTING, 2, 0),
                        new Status(StreamState.LIVE, 0, 0));
    }

    @Test
    void closesWhenTheFirstOpeningFails() {
        start();
        listener().onConnecting(1, nowUs);
        listener().onClosed(new StreamEnd.Capacity("x"), nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
        assertThat(conversation.finished()).isTrue();
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void carriesTheMicrophoneToTheStreamUnchangedAndAcknowledgesIt() {
        talk();
        byte[] pcm = new byte[640];
        pcm[7] = 42;
        pass(20);
        conversation.onAudio(new AudioFrame.Uplink(0, 0, pcm), nowUs);
        assertThat(sonic.newest().sent(SonicInput.Audio.class))
                .singleElement()
                .satisfies(audio -> assertThat(audio.pcm()).isSameAs(pcm));
        pass(300);
        assertThat(client.messages(ServerMessage.Ack.class))
                .containsExactly(new ServerMessage.Ack(0));
    }

    @Test
    void holdsTheMicrophoneWhileTheStreamTakesNothing() {
        talk();
        sonic.newest().demand = 0;
        speak(1_000);
        assertThat(sonic.newest().sent(SonicInput.Audio.class)).isEmpty();
        sonic.newest().demand = Long.MAX_VALUE;
        listener().onDemand(nowUs);
        pass(1_000);
        assertThat(
                        sonic.newest().sent(SonicInput.Audio.class).stream()
                                .mapToInt(audio -> audio.pcm().length)
                                .sum())
                .isEqualTo(50 * 640);
        assertThat(client.messages(ServerMessage.Lost.class)).isEmpty();
    }

    @Test
    void tellsWhatTheStreamDidNotTakeInThreeSeconds() {
        talk();
        sonic.newest().demand = 0;
        speak(5_000);
        assertThat(client.messages(ServerMessage.Lost.class))
                .isNotEmpty()
                .allMatch(lost -> lost.reason() == LossReason.TOO_OLD);
        assertThat(observer.lostFrames).isBetween(95, 105);
    }

    @Test
    void feedsSilenceWhileMutedInRealTime() {
        talk();
        conversation.onMessage(new ClientMessage.Mute(true), nowUs);
        pass(10_000);
        assertThat(sonic.newest().sent(SonicInput.Audio.class)).hasSizeBetween(495, 505);
    }

    @Test
    void holdsFiveSecondsBeforeItFeedsSilenceIntoAStall() {
        talk();
        speak(100);
        pass(4_800);
        assertThat(sonic.newest().sent(SonicInput.Audio.class)).hasSize(5);
        pass(2_000);
        assertThat(sonic.newest().sent(SonicInput.Audio.class).size()).isBetween(85, 100);
    }

    @Test
    void showsWhatMayaPlansAndWhatWasSaid() {
        talk();
        reply("Where do you live?", 500);
        text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        assertThat(client.messages(Caption.class))
                .containsExactly(
                        new Caption(Speaker.EXAMINER, Stage.PLANNED, 1, "Where do you live?"),
                        new Caption(Speaker.EXAMINER, Stage.FINAL, 1, "Where do you live?"),
                        new Caption(Speaker.CANDIDATE, Stage.FINAL, 1, "In Hanoi."));
    }

    @Test
    void numbersRepliesAndFrames() {
        talk();
        reply("One.", 500);
        reply("Two.", 500);
        assertThat(client.audioEpochs).contains(1, 2).isSorted();
        assertThat(client.audioSequences).first().isEqualTo(0);
        assertThat(client.audioSequences)
                .isEqualTo(IntStream.range(0, client.audioSequences.size()).boxed().toList());
        assertThat(client.messages(ServerMessage.ReplyEnd.class))
                .containsExactly(
                        new ServerMessage.ReplyEnd(1, 500), new ServerMessage.ReplyEnd(2, 500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text marker", "audio stopped", "text stopped", "all of them"})
    void fallsSilentOnceAtBargeInHoweverItIsMarked(String marker) {
        talk();
        speculative("A very long question.");
        audio(20_000);
        int sent = client.audioBytes;
        if (!marker.equals("text marker")) {
            end(marker.equals("text stopped") ? ContentType.TEXT : ContentType.AUDIO);
        }
        if (!marker.endsWith("stopped")) {
            tell(new SonicOutput.Interrupted());
        }
        tell(new SonicOutput.Audio("k", new byte[4_800]));
        pass(1_000);
        assertThat(client.messages(ServerMessage.Clear.class))
                .containsExactly(new ServerMessage.Clear(2));
        assertThat(client.audioBytes).isEqualTo(sent);
        reply("Go on.", 200);
        assertThat(client.audioEpochs).endsWith(2);
        assertThat(observer.interruptions).isEqualTo(1);
    }

    @Test
    void captionsWhatWasSaidOfAnInterruptedReplyUnderItsOwnEpoch() {
        talk();
        speculative("A very long question.");
        audio(2_000);
        tell(new SonicOutput.Interrupted());
        text(Role.ASSISTANT, SonicOutput.Stage.FINAL, "A very");
        assertThat(client.messages(Caption.class))
                .last()
                .isEqualTo(new Caption(Speaker.EXAMINER, Stage.FINAL, 1, "A very"));
    }

    @Test
    void asksForNoMoreThanItHasRoomFor() {
        talk();
        speculative("Endless.");
        long served = 0;
        while (sonic.newest().requested > served && served < 2_000) {
            tell(new SonicOutput.Audio("k", new byte[80 * BYTES_PER_MS]));
            served++;
        }
        assertThat(conversation.heldBytes()).isLessThan(30_000L * BYTES_PER_MS);
        assertThat(served).isLessThan(400);
        for (int playedMs = 1_000; playedMs <= 3_000; playedMs += 1_000) {
            heard(1, playedMs);
        }
        pass(40);
        assertThat(sonic.newest().requested).isGreaterThan(served);
    }

    @Test
    void closesAClientThatTakesNothingForTenSeconds() {
        talk();
        client.full = true;
        speculative("Hello?");
        audio(2_000);
        end(ContentType.AUDIO, StopReason.END_TURN);
        pass(9_900);
        assertThat(client.closed).isNull();
        pass(300);
        assertThat(client.closed).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(sonic.newest().finished).isTrue();
    }

    @Test
    void goesOnOverANewStreamWithTheHistory() {
        talk();
        reply("Where do you live?", 500);
        text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        reply("Do you like it?", 500);
        listener().onClosed(new StreamEnd.Transient("reset"), nowUs);
        assertThat(sonic.streams).hasSize(2);
        assertThat(sonic.newest().patience).isEqualTo(SonicPort.Patience.REOPENING);
        live();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .extracting(SonicInput.TextStart::role, SonicInput.TextStart::interactive)
                .containsExactly(
                        tuple(SonicInput.Role.SYSTEM, false),
                        tuple(SonicInput.Role.USER, false),
                        tuple(SonicInput.Role.ASSISTANT, false));
        assertThat(client.closed).isNull();
    }

    @Test
    void asksAgainWhenAReplyWasCutOffByTheStreamsEnd() {
        talk();
        reply("Where do you live?", 500);
        text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        speculative("Do you");
        audio(200);
        listener().onClosed(new StreamEnd.Transient("reset"), nowUs);
        live();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class).getLast().interactive())
                .isTrue();
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(2);
        reply("We were cut off. Do you like it?", 300);
        assertThat(client.audioEpochs).endsWith(3);
    }

    @Test
    void asksAgainWhenTheStreamTookTheCandidatesWordsWithIt() {
        talk();
        reply("Where do you live?", 100);
        heard(1, 100);
        speak(2_000);
        listener().onClosed(new StreamEnd.Transient("reset"), nowUs);
        live();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class).getLast().interactive())
                .isTrue();
    }

    @Test
    void leavesTheHistoryOutWhenTheServiceRefusedIt() {
        talk();
        reply("Where do you live?", 500);
        text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        reply("Do you like it?", 500);
        listener().onClosed(new StreamEnd.OurFault("history"), nowUs);
        live();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .noneMatch(start -> start.role() == SonicInput.Role.ASSISTANT);
        listener().onClosed(new StreamEnd.OurFault("again"), nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
    }

    @Test
    void givesUpWhenStreamsFailOneAfterTheOther() {
        talk();
        for (int i = 0; i < 3; i++) {
            listener().onClosed(new StreamEnd.Transient("reset"), nowUs);
            live();
        }
        assertThat(client.closed).isNull();
        listener().onClosed(new StreamEnd.Transient("reset"), nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
        assertThat(conversation.finished()).isTrue();
    }

    @Test
    void replacesAStreamThatOwesATurnAndSaysNothing() {
        talk();
        pass(14_900);
        assertThat(sonic.streams).hasSize(1);
        pass(300);
        assertThat(sonic.streams.getFirst().cancelled).isTrue();
        assertThat(sonic.streams).hasSize(2);
        assertThat(observer.failures).hasSize(1);
    }

    @Test
    void replacesAStreamThatStopsInMidWord() {
        talk();
        speculative("Where do");
        audio(300);
        pass(5_200);
        assertThat(sonic.streams).hasSize(2);
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(1);
    }

    @Test
    void replacesAStreamThatIgnoresTheCandidate() {
        talk();
        reply("Where do you live?", 100);
        heard(1, 100);
        speak(3_000);
        pass(31_000);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void doesNotBlameAStreamThatItTookNothingFrom() {
        talk();
        speculative("Endless.");
        for (int i = 0; i < 368; i++) {
            tell(new SonicOutput.Audio("k", new byte[80 * BYTES_PER_MS]));
        }
        for (int s = 0; s < 9; s++) {
            pass(1_000);
        }
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void doesNotBlameAStreamWhileTheCandidateGoesOnSpeaking() {
        talk();
        reply("Where do you live?", 100);
        heard(1, 100);
        text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        speak(20_000);
        assertThat(sonic.streams).hasSize(1);
        pass(15_200);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void givesAPlannedReplyTimeToItsFirstSound() {
        talk();
        speculative("Let me think.");
        pass(14_000);
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void noticesADeadStreamAlsoAfterALateEndMarker() {
        talk();
        reply("Where do you live?", 100);
        text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        heard(1, 100);
        tell(new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
        pass(15_200);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void replacesAStreamThatTakesNoAudio() {
        talk();
        reply("Where do you live?", 100);
        heard(1, 100);
        sonic.newest().demand = 0;
        pass(10_200);
        assertThat(sonic.streams).hasSize(2);
        assertThat(observer.failures).containsExactly(new StreamEnd.Transient("stalled stream"));
    }

    @Test
    void replacesAStreamThatSpeaksFurtherAheadThanItWasAskedTo() {
        talk();
        speculative("Endless.");
        for (int i = 0; i < 40; i++) {
            tell(new SonicOutput.Audio("k", new byte[1_000 * BYTES_PER_MS]));
            assertThat(conversation.heldBytes()).isLessThanOrEqualTo(30_100L * BYTES_PER_MS);
        }
        assertThat(observer.failures).containsExactly(new StreamEnd.Transient("flooded"));
    }

    @Test
    void dropsHalfASampleAndEmptyAudio() {
        talk();
        speculative("Hm.");
        tell(new SonicOutput.Audio("k", new byte[0]));
        tell(new SonicOutput.Audio("k", new byte[1]));
        tell(new SonicOutput.Audio("k", new byte[481]));
        assertThat(client.audioSequences).containsExactly(0);
        assertThat(client.audioBytes).isEqualTo(480);
    }

    @Test
    void closesAClientThatPlaysNothingForTenSeconds() {
        talk();
        reply("Hello?", 800);
        pass(10_200);
        assertThat(client.closed).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void tellsLossesAFewTimesASecond() {
        talk();
        sonic.newest().demand = 0;
        speak(6_000);
        assertThat(client.messages(ServerMessage.Lost.class).size()).isBetween(10, 20);
    }

    @Test
    void cutsLongCaptionsIntoMessagesOfBoundedSize() {
        talk();
        text(Role.USER, SonicOutput.Stage.FINAL, "word ".repeat(500));
        assertThat(client.messages(Caption.class))
                .hasSize(3)
                .allMatch(caption -> caption.text().length() <= 1_000);
    }

    @Test
    void joinsFramesThatAreDueTogether() {
        talk();
        for (int i = 0; i < 4; i++) {
            conversation.onAudio(new AudioFrame.Uplink(i, i * 20, new byte[640]), nowUs);
        }
        pass(20);
        assertThat(sonic.newest().sent(SonicInput.Audio.class))
                .extracting(audio -> audio.pcm().length)
                .containsExactly(4 * 640);
    }

    @Test
    void sendsAFrameThatComesAloneAtOnce() {
        talk();
        for (int i = 0; i < 5; i++) {
            nowUs += 20_000;
            conversation.onAudio(new AudioFrame.Uplink(i, i * 20, new byte[640]), nowUs);
            assertThat(sonic.newest().sent(SonicInput.Audio.class)).hasSize(i + 1);
        }
    }

    @Test
    void doesNotSendARefusedOpeningAgain() {
        talk();
        listener().onClosed(new StreamEnd.OurFault("voice"), nowUs);
        assertThat(sonic.streams).hasSize(1);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
    }

    @Test
    void takesTheEndOfAStreamItLeavesWithAFullQueue() {
        talk();
        speculative("Endless.");
        while (conversation.heldBytes() < 28_000L * BYTES_PER_MS) {
            tell(new SonicOutput.Audio("k", new byte[80 * BYTES_PER_MS]));
        }
        tell(new SonicOutput.Audio("k", new byte[80 * BYTES_PER_MS]));
        long requested = sonic.newest().requested;
        conversation.onClientGone(nowUs);
        assertThat(sonic.newest().requested).isGreaterThan(requested);
        assertThat(conversation.heldBytes()).isLessThan(100_000);
    }

    @Test
    void waitsForAGoodbyeThatHasNotBegun() {
        talk();
        reply("Hello.", 100);
        heard(1, 100);
        nowUs += 300 * SECOND_US;
        tell(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        pass(1_000);
        assertThat(client.closed).isNull();
    }

    @Test
    void asksForTheGoodbyeWhenItWasLost() {
        talk();
        reply("Hello.", 100);
        heard(1, 100);
        nowUs += 300 * SECOND_US;
        tell(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        listener().onClosed(new StreamEnd.Transient("reset"), nowUs);
        live();
        assertThat(sonic.newest().sent(SonicInput.Text.class).getLast().content())
                .contains("say goodbye");
    }

    @Test
    void endsAnInterviewThatMayaNeverEnds() {
        talk();
        reply("Hello.", 100);
        heard(1, 100);
        nowUs += 20 * 60 * SECOND_US;
        pass(40);
        assertThat(client.messages).endsWith(new ServerMessage.Ended(EndReason.EXAMINER));
    }

    @Test
    void answersEveryToolCall() {
        talk();
        tell(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        tell(new SonicOutput.ToolUse("k", "finish_part", "use-2", "{broken"));
        assertThat(sonic.newest().sent(SonicInput.ToolResultStart.class))
                .extracting(SonicInput.ToolResultStart::toolUseId)
                .containsExactly("use-1", "use-2");
    }

    @Test
    void endsWhenMayaHasSaidGoodbyeAndItWasHeard() {
        talk();
        reply("Hello.", 100);
        nowUs += 300 * SECOND_US;
        tell(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        reply("Goodbye.", 500);
        pass(100);
        assertThat(client.closed).isNull();
        heard(2, 500);
        pass(100);
        assertThat(client.messages).endsWith(new ServerMessage.Ended(EndReason.EXAMINER));
        assertThat(client.closed).isEqualTo(CloseCode.NORMAL);
    }

    @Test
    void endsInTheServicesOrderWhenTheCandidateEnds() {
        talk();
        conversation.onMessage(new ClientMessage.End(), nowUs);
        assertThat(sonic.newest().sent)
                .extracting(event -> event.getClass().getSimpleName())
                .endsWith("ContentEnd", "PromptEnd", "SessionEnd");
        assertThat(sonic.newest().finished).isTrue();
        assertThat(client.messages).endsWith(new ServerMessage.Ended(EndReason.CLIENT));
        assertThat(client.closed).isEqualTo(CloseCode.NORMAL);
        assertThat(conversation.finished()).isFalse();
        listener().onClosed(new StreamEnd.Completed(), nowUs);
        assertThat(conversation.finished()).isTrue();
    }

    @Test
    void letsTheStreamGoWhenTheClientIsGone() {
        talk();
        conversation.onClientGone(nowUs);
        assertThat(sonic.newest().finished).isTrue();
        listener().onClosed(new StreamEnd.Completed(), nowUs);
        assertThat(conversation.finished()).isTrue();
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void cancelsAnOpeningWhenTheClientIsGone() {
        start();
        conversation.onClientGone(nowUs);
        assertThat(sonic.newest().cancelled).isTrue();
        listener().onClosed(new StreamEnd.Completed(), nowUs);
        assertThat(conversation.finished()).isTrue();
    }

    @Test
    void isDoneAtOnceWhenTheClientNeverStarted() {
        conversation.onClientGone(nowUs);
        assertThat(conversation.finished()).isTrue();
        assertThat(sonic.streams).isEmpty();
    }

    @Test
    void tellsTheClientWhenTheNodeCloses() {
        talk();
        conversation.onNodeClosing(nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(sonic.newest().finished).isTrue();
    }

    private void heard(int epoch, int ms) {
        conversation.onMessage(new ClientMessage.Playout(epoch, ms, 0, 0), nowUs);
    }

    private void start() {
        conversation.onMessage(new ClientMessage.Start("test"), nowUs);
    }

    private void live() {
        listener().onConnecting(1, nowUs);
        listener().onOpen(nowUs);
    }

    private void talk() {
        start();
        live();
    }

    private SonicListener listener() {
        return sonic.newest().listener;
    }

    private void tell(SonicOutput event) {
        listener().onEvent(event, nowUs);
    }

    private void text(Role role, SonicOutput.Stage stage, String words) {
        tell(new SonicOutput.TextStart("t", role, stage));
        tell(new SonicOutput.Text("t", role, words));
        tell(new SonicOutput.ContentEnd("t", ContentType.TEXT, StopReason.PARTIAL_TURN));
    }

    private void speculative(String words) {
        text(Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE, words);
    }

    private void audio(int ms) {
        tell(new SonicOutput.AudioStart("k"));
        tell(new SonicOutput.Audio("k", new byte[ms * BYTES_PER_MS]));
    }

    private void end(ContentType type) {
        end(type, StopReason.INTERRUPTED);
    }

    private void end(ContentType type, StopReason reason) {
        tell(new SonicOutput.ContentEnd("k", type, reason));
    }

    private void reply(String words, int ms) {
        speculative(words);
        audio(ms);
        end(ContentType.AUDIO, StopReason.END_TURN);
        text(Role.ASSISTANT, SonicOutput.Stage.FINAL, words);
    }

    private void pass(int ms) {
        for (int passed = 0; passed < ms; passed += 20) {
            nowUs += 20_000;
            conversation.tick(nowUs);
        }
    }

    private void speak(int ms) {
        for (int spoken = 0; spoken < ms; spoken += 20) {
            byte[] pcm = new byte[640];
            for (int i = 0; i < 320; i++) {
                int sample = (int) (8_000 * Math.sin(i * 0.3));
                pcm[2 * i] = (byte) sample;
                pcm[2 * i + 1] = (byte) (sample >> 8);
            }
            conversation.onAudio(new AudioFrame.Uplink(sequence, (int) (nowUs / 1000), pcm), nowUs);
            sequence++;
            pass(20);
        }
    }
}
