package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import org.junit.jupiter.api.Test;

/** Streams that fail, fall silent or break the rules. */
final class RecoveryTest {
    private static final int BYTES_PER_MS = AudioFrame.DOWNLINK_BYTES_PER_MS;

    private final ConversationTestBed talk = new ConversationTestBed();
    private final FakeClient client = talk.client;
    private final FakeSonic sonic = talk.sonic;
    private final RecordingObserver observer = talk.observer;
    private final ConversationHandle conversation = talk.conversation;

    @Test
    void closesWhenTheFirstOpeningFails() {
        talk.start();
        talk.listener().onConnecting(1, talk.nowUs);
        talk.listener().onClosed(new StreamEnd.Capacity("x"), talk.nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
        assertThat(conversation.isFinished()).isTrue();
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void goesOnOverANewStreamWithTheHistory() {
        talk.begin();
        talk.reply("Where do you live?", 500);
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        talk.reply("Do you like it?", 500);
        talk.listener().onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
        assertThat(sonic.streams).hasSize(2);
        assertThat(sonic.newest().retrySchedule).isEqualTo(SonicPort.RetrySchedule.REOPENING);
        talk.live();
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
        talk.begin();
        talk.reply("Where do you live?", 500);
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        talk.speculative("Do you");
        talk.audio(200);
        talk.listener().onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
        talk.live();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class).getLast().interactive())
                .isTrue();
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(2);
        talk.reply("We were cut off. Do you like it?", 300);
        assertThat(client.audioEpochs).endsWith(3);
    }

    @Test
    void givesTheNextStreamTheWordsThatTheLastHadBegunToHear() {
        talk.begin();
        talk.reply("Where do you live?", 100);
        talk.heard(1, 100);
        talk.speak(2_000);
        talk.listener().onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
        talk.live();
        talk.pass(600);
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .noneMatch(SonicInput.TextStart::interactive);
        int bytes =
                sonic.newest().sent(SonicInput.Audio.class).stream()
                        .mapToInt(audio -> audio.pcm().length)
                        .sum();
        assertThat(bytes).isEqualTo(2_000 * AudioFrame.UPLINK_BYTES_PER_MS);
    }

    @Test
    void asksAgainWhenTheStreamTookMoreOfTheCandidatesWordsThanAreHeld() {
        talk.begin();
        talk.reply("Where do you live?", 100);
        talk.heard(1, 100);
        talk.speak(11_000);
        talk.listener().onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
        talk.live();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class).getLast().interactive())
                .isTrue();
    }

    @Test
    void leavesTheHistoryOutWhenTheServiceRefusedIt() {
        talk.begin();
        talk.reply("Where do you live?", 500);
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        talk.reply("Do you like it?", 500);
        talk.listener().onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
        talk.live();
        talk.listener().onClosed(new StreamEnd.Rejected("history"), talk.nowUs);
        talk.live();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .noneMatch(start -> start.role() == SonicInput.Role.ASSISTANT);
        talk.listener().onClosed(new StreamEnd.Rejected("again"), talk.nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
    }

    @Test
    void seedsLaterStreamsAgainAfterARefusedHistory() {
        talk.begin();
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "Good morning.");
        talk.reply("Where do you live?", 500);
        talk.listener().onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
        talk.live();
        talk.listener().onClosed(new StreamEnd.Rejected("history"), talk.nowUs);
        talk.live();
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        talk.listener().onClosed(new StreamEnd.Rejected("something else"), talk.nowUs);
        talk.live();
        assertThat(client.closed).isNull();
        assertThat(sonic.newest().sent(SonicInput.Text.class))
                .extracting(SonicInput.Text::content)
                .contains("Good morning.", "In Hanoi.");
    }

    @Test
    void notesAReplyOnceInWhoseMidstTheCandidatesWordsCame() {
        talk.begin();
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "Good morning.");
        talk.speculative("Hello.");
        talk.audio(100);
        talk.speculative("Where do you live?");
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "Hm.");
        talk.text(Role.ASSISTANT, SonicOutput.Stage.FINAL, "Hello.");
        talk.text(Role.ASSISTANT, SonicOutput.Stage.FINAL, "Where do you live?");
        talk.end(SonicOutput.ContentType.AUDIO, SonicOutput.StopReason.END_TURN);
        talk.listener().onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
        talk.live();
        assertThat(sonic.newest().sent(SonicInput.Text.class))
                .extracting(SonicInput.Text::content)
                .filteredOn(text -> text.contains("Where do you live?"))
                .hasSize(1);
    }

    @Test
    void givesUpWhenStreamsFailOneAfterTheOther() {
        talk.begin();
        for (int i = 0; i < 3; i++) {
            talk.listener().onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
            talk.live();
        }
        assertThat(client.closed).isNull();
        talk.listener().onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
        assertThat(conversation.isFinished()).isTrue();
    }

    @Test
    void replacesAStreamThatOwesATurnAndSaysNothing() {
        talk.begin();
        talk.pass(14_900);
        assertThat(sonic.streams).hasSize(1);
        talk.pass(300);
        assertThat(sonic.streams.getFirst().cancelled).isTrue();
        assertThat(sonic.streams).hasSize(2);
        assertThat(observer.failures).hasSize(1);
    }

    @Test
    void replacesAStreamThatStopsInMidWord() {
        talk.begin();
        talk.speculative("Where do");
        talk.audio(300);
        talk.pass(5_200);
        assertThat(sonic.streams).hasSize(2);
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(1);
    }

    @Test
    void replacesAStreamThatIgnoresTheCandidate() {
        talk.begin();
        talk.reply("Where do you live?", 100);
        talk.heard(1, 100);
        talk.speak(3_000);
        talk.pass(31_000);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void doesNotBlameAStreamThatItTookNothingFrom() {
        talk.begin();
        talk.speculative("Endless.");
        for (int i = 0; i < 368; i++) {
            talk.tell(new SonicOutput.Audio("k", new byte[80 * BYTES_PER_MS]));
        }
        for (int s = 0; s < 9; s++) {
            talk.pass(1_000);
        }
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void doesNotBlameAStreamWhileTheCandidateGoesOnSpeaking() {
        talk.begin();
        talk.reply("Where do you live?", 100);
        talk.heard(1, 100);
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        talk.speak(20_000);
        assertThat(sonic.streams).hasSize(1);
        talk.pass(15_200);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void givesAPlannedReplyTimeToItsFirstSound() {
        talk.begin();
        talk.speculative("Let me think.");
        talk.pass(14_000);
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void noticesADeadStreamAlsoAfterALateEndMarker() {
        talk.begin();
        talk.reply("Where do you live?", 100);
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        talk.heard(1, 100);
        talk.tell(new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
        talk.pass(15_200);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void replacesAStreamThatTakesNoAudio() {
        talk.begin();
        talk.reply("Where do you live?", 100);
        talk.heard(1, 100);
        sonic.newest().demand = 0;
        talk.pass(10_200);
        assertThat(sonic.streams).hasSize(2);
        assertThat(observer.failures).containsExactly(new StreamEnd.Transient("stalled stream"));
    }

    @Test
    void replacesAStreamThatSpeaksFurtherAheadThanItWasAskedTo() {
        talk.begin();
        talk.speculative("Endless.");
        for (int i = 0; i < 40; i++) {
            talk.tell(new SonicOutput.Audio("k", new byte[1_000 * BYTES_PER_MS]));
            assertThat(conversation.heldBytes()).isLessThanOrEqualTo(30_100L * BYTES_PER_MS);
        }
        assertThat(observer.failures).containsExactly(new StreamEnd.Transient("flooded"));
    }

    @Test
    void doesNotSendARefusedOpeningAgain() {
        talk.begin();
        talk.listener().onClosed(new StreamEnd.Rejected("voice"), talk.nowUs);
        assertThat(sonic.streams).hasSize(1);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
    }
}
