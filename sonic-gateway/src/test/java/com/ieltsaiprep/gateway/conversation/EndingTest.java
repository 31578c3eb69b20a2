package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;

import org.junit.jupiter.api.Test;

/** End of a conversation, on either side. */
final class EndingTest {
    private static final long SECOND_US = 1_000_000;
    private static final int BYTES_PER_MS = AudioFrame.DOWNLINK_BYTES_PER_MS;

    private final ConversationTestBed bed = new ConversationTestBed();
    private final FakeClient client = bed.client;
    private final FakeSonic sonic = bed.sonic;
    private final ConversationHandle conversation = bed.conversation;

    @Test
    void closesAClientThatTakesNothingForTenSeconds() {
        bed.begin();
        client.full = true;
        bed.planReply("Hello?").audio(2_000).endReply().advance(9_900);
        assertThat(client.closed).isNull();
        bed.advance(300);
        assertThat(client.closed).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(sonic.newest().finished).isFalse();
        bed.advance(30_100);
        assertThat(sonic.newest().finished).isTrue();
    }

    @Test
    void closesAClientThatPlaysNothingForTenSeconds() {
        bed.begin().reply("Hello?", 1_200).advance(10_200);
        assertThat(client.closed).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void assumesThatAReplysTailWasPlayedWhenNoReportComes() {
        bed.begin().reply("Hello?", 800);
        bed.nowUs += 300 * SECOND_US;
        bed.finishPart().reply("Bye.", 100).advance(3_200);
        assertThat(client.closed).isEqualTo(CloseCode.NORMAL);
    }

    @Test
    void requestsTheEndOfAStreamThatItClosesWithAFullQueue() {
        bed.begin().planReply("Endless.");
        while (conversation.heldBytes() < 28_000L * BYTES_PER_MS) {
            bed.moreAudio(80);
        }
        bed.moreAudio(80);
        long requested = sonic.newest().requested;
        bed.send(new ClientMessage.End(false));
        assertThat(sonic.newest().requested).isGreaterThan(requested);
        assertThat(conversation.heldBytes()).isLessThan(100_000);
    }

    @Test
    void waitsForAGoodbyeThatHasNotBegun() {
        bed.begin().reply("Hello.", 100).reportPlayout(1, 100);
        bed.nowUs += 300 * SECOND_US;
        bed.finishPart().advance(1_000);
        assertThat(client.closed).isNull();
    }

    @Test
    void promptsForTheGoodbyeWhenItWasLost() {
        bed.begin().reply("Hello.", 100).reportPlayout(1, 100);
        bed.nowUs += 300 * SECOND_US;
        bed.finishPart().failStream().openStream();
        assertThat(bed.newestPrompt()).contains("say goodbye");
    }

    @Test
    void endsAnInterviewThatMayaNeverEnds() {
        bed.begin().reply("Hello.", 100).reportPlayout(1, 100);
        bed.nowUs += 20 * 60 * SECOND_US;
        bed.advance(40);
        assertThat(client.messages).endsWith(new ServerMessage.Ended(EndReason.EXAMINER));
    }

    @Test
    void endsWhenMayaHasSaidGoodbyeAndItWasHeard() {
        bed.begin().reply("Hello.", 100);
        bed.nowUs += 300 * SECOND_US;
        bed.finishPart().reply("Goodbye.", 500).advance(100);
        assertThat(client.closed).isNull();
        bed.reportPlayout(2, 500).advance(100);
        assertThat(client.messages).endsWith(new ServerMessage.Ended(EndReason.EXAMINER));
        assertThat(client.closed).isEqualTo(CloseCode.NORMAL);
    }

    @Test
    void endsInTheServicesOrderWhenTheCandidateEnds() {
        bed.begin().send(new ClientMessage.End(false));
        assertThat(sonic.newest().sent)
                .extracting(event -> event.getClass().getSimpleName())
                .endsWith("ContentEnd", "PromptEnd", "SessionEnd");
        assertThat(sonic.newest().finished).isTrue();
        assertThat(client.messages).endsWith(new ServerMessage.Ended(EndReason.CLIENT));
        assertThat(client.closed).isEqualTo(CloseCode.NORMAL);
        assertThat(conversation.isFinished()).isFalse();
        bed.listener().onClosed(new StreamEnd.Completed(), bed.nowUs);
        assertThat(conversation.isFinished()).isTrue();
    }

    @Test
    void closesTheStreamWhenTheClientDoesNotResume() {
        bed.begin().reply("Hello.", 100);
        conversation.onClientDisconnected(bed.nowUs);
        bed.advance(30_000);
        assertThat(sonic.newest().finished).isFalse();
        bed.advance(40);
        assertThat(sonic.newest().finished).isTrue();
        assertThat(bed.registry.newest().released).isTrue();
        bed.listener().onClosed(new StreamEnd.Completed(), bed.nowUs);
        assertThat(conversation.isFinished()).isTrue();
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void cancelsAnOpeningWhenTheClientDoesNotResume() {
        bed.start();
        conversation.onClientDisconnected(bed.nowUs);
        bed.advance(30_040);
        assertThat(sonic.newest().cancelled).isTrue();
        assertThat(conversation.isFinished()).isTrue();
    }

    @Test
    void isFinishedAtOnceWhenTheClientNeverStarted() {
        conversation.onClientDisconnected(bed.nowUs);
        assertThat(conversation.isFinished()).isTrue();
        assertThat(sonic.streams).isEmpty();
    }

    @Test
    void closesTheConnectionWhenTheNodeCloses() {
        bed.begin();
        conversation.onNodeClosing(bed.nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(sonic.newest().finished).isTrue();
    }
}
