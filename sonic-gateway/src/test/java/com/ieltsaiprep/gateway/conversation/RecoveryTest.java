package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import org.junit.jupiter.api.Test;

/** Recovery from streams that fail, fall silent or break the protocol. */
final class RecoveryTest {
    private static final int BYTES_PER_MS = AudioFrame.DOWNLINK_BYTES_PER_MS;

    private final ConversationTestBed bed = new ConversationTestBed();
    private final FakeClient client = bed.client;
    private final FakeSonic sonic = bed.sonic;
    private final RecordingObserver observer = bed.observer;
    private final ConversationHandle conversation = bed.conversation;

    @Test
    void closesWhenTheFirstOpeningFails() {
        bed.start();
        bed.listener().onConnecting(1, bed.nowUs);
        bed.listener().onClosed(new StreamEnd.Capacity("x"), bed.nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
        assertThat(conversation.isFinished()).isTrue();
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void continuesOnANewStreamSeededWithTheHistory() {
        bed.begin();
        bed.reply("Where do you live?", 500);
        bed.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        bed.reply("Do you like it?", 500);
        bed.listener().onClosed(new StreamEnd.Transient("reset"), bed.nowUs);
        assertThat(sonic.streams).hasSize(2);
        assertThat(sonic.newest().retrySchedule).isEqualTo(SonicPort.RetrySchedule.REOPENING);
        bed.openStream();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .extracting(SonicInput.TextStart::role, SonicInput.TextStart::interactive)
                .containsExactly(
                        tuple(SonicInput.Role.SYSTEM, false),
                        tuple(SonicInput.Role.USER, false),
                        tuple(SonicInput.Role.ASSISTANT, false));
        assertThat(client.closed).isNull();
    }

    @Test
    void promptsAgainWhenTheStreamFailedInMidReply() {
        bed.begin();
        bed.reply("Where do you live?", 500);
        bed.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        bed.planReply("Do you");
        bed.audio(200);
        bed.listener().onClosed(new StreamEnd.Transient("reset"), bed.nowUs);
        bed.openStream();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class).getLast().interactive())
                .isTrue();
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(2);
        bed.reply("We were cut off. Do you like it?", 300);
        assertThat(client.audioEpochs).endsWith(3);
    }

    @Test
    void replaysUnansweredWordsToTheNextStream() {
        bed.begin();
        bed.reply("Where do you live?", 100);
        bed.reportPlayout(1, 100);
        bed.speak(2_000);
        bed.listener().onClosed(new StreamEnd.Transient("reset"), bed.nowUs);
        bed.openStream();
        bed.advance(600);
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .noneMatch(SonicInput.TextStart::interactive);
        int bytes =
                sonic.newest().sent(SonicInput.Audio.class).stream()
                        .mapToInt(audio -> audio.pcm().length)
                        .sum();
        assertThat(bytes).isEqualTo(2_000 * AudioFrame.UPLINK_BYTES_PER_MS);
    }

    @Test
    void promptsAgainWhenMoreWordsWereLostThanAreHeld() {
        bed.begin();
        bed.reply("Where do you live?", 100);
        bed.reportPlayout(1, 100);
        bed.speak(11_000);
        bed.listener().onClosed(new StreamEnd.Transient("reset"), bed.nowUs);
        bed.openStream();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class).getLast().interactive())
                .isTrue();
    }

    @Test
    void omitsTheHistoryWhenTheServiceRejectedIt() {
        bed.begin();
        bed.reply("Where do you live?", 500);
        bed.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        bed.reply("Do you like it?", 500);
        bed.listener().onClosed(new StreamEnd.Transient("reset"), bed.nowUs);
        bed.openStream();
        bed.listener().onClosed(new StreamEnd.Rejected("history"), bed.nowUs);
        bed.openStream();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .noneMatch(start -> start.role() == SonicInput.Role.ASSISTANT);
        bed.listener().onClosed(new StreamEnd.Rejected("again"), bed.nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
    }

    @Test
    void seedsLaterStreamsAgainAfterARejectedHistory() {
        bed.begin();
        bed.text(Role.USER, SonicOutput.Stage.FINAL, "Good morning.");
        bed.reply("Where do you live?", 500);
        bed.listener().onClosed(new StreamEnd.Transient("reset"), bed.nowUs);
        bed.openStream();
        bed.listener().onClosed(new StreamEnd.Rejected("history"), bed.nowUs);
        bed.openStream();
        bed.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        bed.listener().onClosed(new StreamEnd.Rejected("something else"), bed.nowUs);
        bed.openStream();
        assertThat(client.closed).isNull();
        assertThat(sonic.newest().sent(SonicInput.Text.class))
                .extracting(SonicInput.Text::content)
                .contains("Good morning.", "In Hanoi.");
    }

    @Test
    void addsAReplyOnceThatTheCandidatesWordsSplit() {
        bed.begin();
        bed.text(Role.USER, SonicOutput.Stage.FINAL, "Good morning.");
        bed.planReply("Hello.");
        bed.audio(100);
        bed.planReply("Where do you live?");
        bed.text(Role.USER, SonicOutput.Stage.FINAL, "Hm.");
        bed.text(Role.ASSISTANT, SonicOutput.Stage.FINAL, "Hello.");
        bed.text(Role.ASSISTANT, SonicOutput.Stage.FINAL, "Where do you live?");
        bed.end(SonicOutput.ContentType.AUDIO, SonicOutput.StopReason.END_TURN);
        bed.listener().onClosed(new StreamEnd.Transient("reset"), bed.nowUs);
        bed.openStream();
        assertThat(sonic.newest().sent(SonicInput.Text.class))
                .extracting(SonicInput.Text::content)
                .filteredOn(text -> text.contains("Where do you live?"))
                .hasSize(1);
    }

    @Test
    void givesUpWhenStreamsFailOneAfterTheOther() {
        bed.begin();
        for (int i = 0; i < 3; i++) {
            bed.listener().onClosed(new StreamEnd.Transient("reset"), bed.nowUs);
            bed.openStream();
        }
        assertThat(client.closed).isNull();
        bed.listener().onClosed(new StreamEnd.Transient("reset"), bed.nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
        assertThat(conversation.isFinished()).isTrue();
    }

    @Test
    void replacesAStreamThatStaysSilentWhenAReplyIsDue() {
        bed.begin();
        bed.advance(14_900);
        assertThat(sonic.streams).hasSize(1);
        bed.advance(300);
        assertThat(sonic.streams.getFirst().cancelled).isTrue();
        assertThat(sonic.streams).hasSize(2);
        assertThat(observer.failures).hasSize(1);
    }

    @Test
    void replacesAStreamThatStopsInMidWord() {
        bed.begin();
        bed.planReply("Where do");
        bed.audio(300);
        bed.advance(5_200);
        assertThat(sonic.streams).hasSize(2);
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(1);
    }

    @Test
    void replacesAStreamThatIgnoresTheCandidate() {
        bed.begin();
        bed.reply("Where do you live?", 100);
        bed.reportPlayout(1, 100);
        bed.speak(3_000);
        bed.advance(31_000);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void sparesAStreamWithoutRequestedEvents() {
        bed.begin();
        bed.planReply("Endless.");
        for (int i = 0; i < 368; i++) {
            bed.emit(new SonicOutput.Audio("k", new byte[80 * BYTES_PER_MS]));
        }
        for (int s = 0; s < 9; s++) {
            bed.advance(1_000);
        }
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void sparesAStreamWhileTheCandidateGoesOnSpeaking() {
        bed.begin();
        bed.reply("Where do you live?", 100);
        bed.reportPlayout(1, 100);
        bed.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        bed.speak(20_000);
        assertThat(sonic.streams).hasSize(1);
        bed.advance(15_200);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void allowsAPlannedReplyTimeUntilItsFirstAudio() {
        bed.begin();
        bed.planReply("Let me think.");
        bed.advance(14_000);
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void detectsADeadStreamAlsoAfterALateEndMarker() {
        bed.begin();
        bed.reply("Where do you live?", 100);
        bed.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        bed.reportPlayout(1, 100);
        bed.emit(new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
        bed.advance(15_200);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void replacesAStreamThatTakesNoAudio() {
        bed.begin();
        bed.reply("Where do you live?", 100);
        bed.reportPlayout(1, 100);
        sonic.newest().demand = 0;
        bed.advance(10_200);
        assertThat(sonic.streams).hasSize(2);
        assertThat(observer.failures).containsExactly(new StreamEnd.Transient("stalled stream"));
    }

    @Test
    void replacesAStreamThatSendsMoreThanWasRequested() {
        bed.begin();
        bed.planReply("Endless.");
        for (int i = 0; i < 40; i++) {
            bed.emit(new SonicOutput.Audio("k", new byte[1_000 * BYTES_PER_MS]));
            assertThat(conversation.heldBytes()).isLessThanOrEqualTo(30_100L * BYTES_PER_MS);
        }
        assertThat(observer.failures).containsExactly(new StreamEnd.Transient("flooded"));
    }

    @Test
    void doesNotRepeatARejectedOpening() {
        bed.begin();
        bed.listener().onClosed(new StreamEnd.Rejected("voice"), bed.nowUs);
        assertThat(sonic.streams).hasSize(1);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
    }
}
