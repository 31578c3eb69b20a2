package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import org.junit.jupiter.api.Test;

/** How a conversation ends, on either side. */
final class EndingTest {
    private static final long SECOND_US = 1_000_000;
    private static final int BYTES_PER_MS = AudioFrame.DOWNLINK_BYTES_PER_MS;

    private final ConversationTestBed talk = new ConversationTestBed();
    private final FakeClient client = talk.client;
    private final FakeSonic sonic = talk.sonic;
    private final ConversationHandle conversation = talk.conversation;

    @Test
    void closesAClientThatTakesNothingForTenSeconds() {
        talk.begin();
        client.full = true;
        talk.speculative("Hello?");
        talk.audio(2_000);
        talk.end(ContentType.AUDIO, StopReason.END_TURN);
        talk.pass(9_900);
        assertThat(client.closed).isNull();
        talk.pass(300);
        assertThat(client.closed).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(sonic.newest().finished).isFalse();
        talk.pass(30_100);
        assertThat(sonic.newest().finished).isTrue();
    }

    @Test
    void closesAClientThatPlaysNothingForTenSeconds() {
        talk.begin();
        talk.reply("Hello?", 1_200);
        talk.pass(10_200);
        assertThat(client.closed).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void takesTheTailOfAReplyForHeardWhenNoReportComes() {
        talk.begin();
        talk.reply("Hello?", 800);
        talk.nowUs += 300 * SECOND_US;
        talk.tell(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        talk.reply("Bye.", 100);
        talk.pass(3_200);
        assertThat(client.closed).isEqualTo(CloseCode.NORMAL);
    }

    @Test
    void takesTheEndOfAStreamItLeavesWithAFullQueue() {
        talk.begin();
        talk.speculative("Endless.");
        while (conversation.heldBytes() < 28_000L * BYTES_PER_MS) {
            talk.tell(new SonicOutput.Audio("k", new byte[80 * BYTES_PER_MS]));
        }
        talk.tell(new SonicOutput.Audio("k", new byte[80 * BYTES_PER_MS]));
        long requested = sonic.newest().requested;
        conversation.onMessage(new ClientMessage.End(false), talk.nowUs);
        assertThat(sonic.newest().requested).isGreaterThan(requested);
        assertThat(conversation.heldBytes()).isLessThan(100_000);
    }

    @Test
    void waitsForAGoodbyeThatHasNotBegun() {
        talk.begin();
        talk.reply("Hello.", 100);
        talk.heard(1, 100);
        talk.nowUs += 300 * SECOND_US;
        talk.tell(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        talk.pass(1_000);
        assertThat(client.closed).isNull();
    }

    @Test
    void asksForTheGoodbyeWhenItWasLost() {
        talk.begin();
        talk.reply("Hello.", 100);
        talk.heard(1, 100);
        talk.nowUs += 300 * SECOND_US;
        talk.tell(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        talk.listener().onClosed(new StreamEnd.Transient("reset"), talk.nowUs);
        talk.live();
        assertThat(sonic.newest().sent(SonicInput.Text.class).getLast().content())
                .contains("say goodbye");
    }

    @Test
    void endsAnInterviewThatMayaNeverEnds() {
        talk.begin();
        talk.reply("Hello.", 100);
        talk.heard(1, 100);
        talk.nowUs += 20 * 60 * SECOND_US;
        talk.pass(40);
        assertThat(client.messages).endsWith(new ServerMessage.Ended(EndReason.EXAMINER));
    }

    @Test
    void endsWhenMayaHasSaidGoodbyeAndItWasHeard() {
        talk.begin();
        talk.reply("Hello.", 100);
        talk.nowUs += 300 * SECOND_US;
        talk.tell(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        talk.reply("Goodbye.", 500);
        talk.pass(100);
        assertThat(client.closed).isNull();
        talk.heard(2, 500);
        talk.pass(100);
        assertThat(client.messages).endsWith(new ServerMessage.Ended(EndReason.EXAMINER));
        assertThat(client.closed).isEqualTo(CloseCode.NORMAL);
    }

    @Test
    void endsInTheServicesOrderWhenTheCandidateEnds() {
        talk.begin();
        conversation.onMessage(new ClientMessage.End(false), talk.nowUs);
        assertThat(sonic.newest().sent)
                .extracting(event -> event.getClass().getSimpleName())
                .endsWith("ContentEnd", "PromptEnd", "SessionEnd");
        assertThat(sonic.newest().finished).isTrue();
        assertThat(client.messages).endsWith(new ServerMessage.Ended(EndReason.CLIENT));
        assertThat(client.closed).isEqualTo(CloseCode.NORMAL);
        assertThat(conversation.isFinished()).isFalse();
        talk.listener().onClosed(new StreamEnd.Completed(), talk.nowUs);
        assertThat(conversation.isFinished()).isTrue();
    }

    @Test
    void letsTheStreamGoWhenTheClientDoesNotComeBack() {
        talk.begin();
        talk.reply("Hello.", 100);
        conversation.onClientDisconnected(talk.nowUs);
        talk.pass(30_000);
        assertThat(sonic.newest().finished).isFalse();
        talk.pass(40);
        assertThat(sonic.newest().finished).isTrue();
        assertThat(talk.registry.newest().released).isTrue();
        talk.listener().onClosed(new StreamEnd.Completed(), talk.nowUs);
        assertThat(conversation.isFinished()).isTrue();
        assertThat(sonic.streams).hasSize(1);
    }

    @Test
    void cancelsAnOpeningWhenTheClientDoesNotComeBack() {
        talk.start();
        conversation.onClientDisconnected(talk.nowUs);
        talk.pass(30_040);
        assertThat(sonic.newest().cancelled).isTrue();
        assertThat(conversation.isFinished()).isTrue();
    }

    @Test
    void isDoneAtOnceWhenTheClientNeverStarted() {
        conversation.onClientDisconnected(talk.nowUs);
        assertThat(conversation.isFinished()).isTrue();
        assertThat(sonic.streams).isEmpty();
    }

    @Test
    void tellsTheClientWhenTheNodeCloses() {
        talk.begin();
        conversation.onNodeClosing(talk.nowUs);
        assertThat(client.closed).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(sonic.newest().finished).isTrue();
    }
}
