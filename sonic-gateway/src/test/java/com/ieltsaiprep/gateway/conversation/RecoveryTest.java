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
        bed.failStream(new StreamEnd.Capacity("x"));
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
        assertThat(conversation.isFinished()).isTrue();
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void continuesOnANewStreamSeededWithTheHistory() {
        bed.begin().reply("Where do you live?", 500).answer("In Hanoi.");
        bed.reply("Do you like it?", 500).failStream();
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
        bed.begin().reply("Where do you live?", 500).answer("In Hanoi.").planReply("Do you");
        bed.audio(200).failStream().openStream();
        assertThat(bed.promptsMaya()).isTrue();
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(2);
        bed.reply("We were cut off. Do you like it?", 300);
        assertThat(client.audioEpochs).endsWith(3);
    }

    @Test
    void replaysUnansweredWordsToTheNextStream() {
        bed.begin().reply("Where do you live?", 100).reportPlayout(1, 100).speak(2_000);
        bed.failStream().openStream().advance(600);
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .noneMatch(SonicInput.TextStart::interactive);
        assertThat(sonic.newest().sentAudioBytes())
                .isEqualTo(2_000 * AudioFrame.UPLINK_BYTES_PER_MS);
    }

    @Test
    void promptsAgainWhenMoreWordsWereLostThanAreHeld() {
        bed.begin().reply("Where do you live?", 100).reportPlayout(1, 100).speak(11_000);
        bed.failStream().openStream();
        assertThat(bed.promptsMaya()).isTrue();
    }

    @Test
    void omitsTheHistoryWhenTheServiceRejectedIt() {
        bed.begin().reply("Where do you live?", 500).answer("In Hanoi.");
        bed.reply("Do you like it?", 500).failStream().openStream();
        bed.failStream(new StreamEnd.Rejected("history")).openStream();
        assertThat(sonic.newest().sent(SonicInput.TextStart.class))
                .noneMatch(start -> start.role() == SonicInput.Role.ASSISTANT);
        bed.failStream(new StreamEnd.Rejected("again"));
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
    }

    @Test
    void seedsLaterStreamsAgainAfterARejectedHistory() {
        bed.begin().answer("Good morning.").reply("Where do you live?", 500).failStream();
        bed.openStream().failStream(new StreamEnd.Rejected("history")).openStream();
        bed.answer("In Hanoi.").failStream(new StreamEnd.Rejected("something else")).openStream();
        assertThat(client.closed).isNull();
        assertThat(sonic.newest().sent(SonicInput.Text.class))
                .extracting(SonicInput.Text::content)
                .contains("Good morning.", "In Hanoi.");
    }

    @Test
    void addsAReplyOnceThatTheCandidatesWordsSplit() {
        bed.begin().answer("Good morning.").planReply("Hello.").audio(100);
        bed.planReply("Where do you live?").answer("Hm.").say("Hello.").say("Where do you live?");
        bed.endReply().failStream().openStream();
        assertThat(sonic.newest().sent(SonicInput.Text.class))
                .extracting(SonicInput.Text::content)
                .filteredOn(text -> text.contains("Where do you live?"))
                .hasSize(1);
    }

    @Test
    void givesUpWhenStreamsFailOneAfterTheOther() {
        bed.begin();
        for (int i = 0; i < 3; i++) {
            bed.failStream().openStream();
        }
        assertThat(client.closed).isNull();
        bed.failStream();
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
        assertThat(conversation.isFinished()).isTrue();
    }

    @Test
    void replacesAStreamThatStaysSilentWhenAReplyIsDue() {
        bed.begin().advance(14_900);
        assertThat(sonic.streams).hasSize(1);
        bed.advance(300);
        assertThat(sonic.streams.getFirst().cancelled).isTrue();
        assertThat(sonic.streams).hasSize(2);
        assertThat(observer.failures).hasSize(1);
    }

    @Test
    void replacesAStreamThatStopsInMidWord() {
        bed.begin().planReply("Where do").audio(300).advance(5_200);
        assertThat(sonic.streams).hasSize(2);
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(1);
    }

    @Test
    void replacesAStreamThatIgnoresTheCandidate() {
        bed.begin().reply("Where do you live?", 100).reportPlayout(1, 100).speak(3_000);
        bed.advance(31_000);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void sparesAStreamWithoutRequestedEvents() {
        bed.begin().planReply("Endless.");
        for (int i = 0; i < 368; i++) {
            bed.moreAudio(80);
        }
        for (int s = 0; s < 9; s++) {
            bed.advance(1_000);
        }
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void sparesAStreamWhileTheCandidateGoesOnSpeaking() {
        bed.begin().reply("Where do you live?", 100).reportPlayout(1, 100).answer("In Hanoi.");
        bed.speak(20_000);
        assertThat(sonic.streams).hasSize(1);
        bed.advance(15_200);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void allowsAPlannedReplyTimeUntilItsFirstAudio() {
        bed.begin().planReply("Let me think.").advance(14_000);
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void detectsADeadStreamAlsoAfterALateEndMarker() {
        bed.begin().reply("Where do you live?", 100).answer("In Hanoi.").reportPlayout(1, 100);
        bed.emit(new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
        bed.advance(15_200);
        assertThat(sonic.streams).hasSize(2);
    }

    @Test
    void replacesAStreamThatTakesNoAudio() {
        bed.begin().reply("Where do you live?", 100).reportPlayout(1, 100);
        sonic.newest().demand = 0;
        bed.advance(10_200);
        assertThat(sonic.streams).hasSize(2);
        assertThat(observer.failures).containsExactly(new StreamEnd.Transient("stalled stream"));
    }

    @Test
    void replacesAStreamThatSendsMoreThanWasRequested() {
        bed.begin().planReply("Endless.");
        for (int i = 0; i < 40; i++) {
            bed.moreAudio(1_000);
            assertThat(conversation.heldBytes()).isLessThanOrEqualTo(30_100L * BYTES_PER_MS);
        }
        assertThat(observer.failures).containsExactly(new StreamEnd.Transient("flooded"));
    }

    @Test
    void doesNotRepeatARejectedOpening() {
        bed.begin().failStream(new StreamEnd.Rejected("voice"));
        assertThat(sonic.streams).hasSize(1);
        assertThat(client.closed).isEqualTo(CloseCode.EXAMINER_UNAVAILABLE);
    }
}
