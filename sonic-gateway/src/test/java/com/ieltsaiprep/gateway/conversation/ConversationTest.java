package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Status;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

/** Turns and captions of an undisturbed conversation. */
final class ConversationTest {
    private static final int BYTES_PER_MS = AudioFrame.DOWNLINK_BYTES_PER_MS;

    private final ConversationTestBed bed = new ConversationTestBed();
    private final FakeClient client = bed.client;
    private final FakeSonic sonic = bed.sonic;
    private final ConversationHandle conversation = bed.conversation;

    @Test
    void opensTheStreamInTheServicesOrder() {
        bed.start().openStream();
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
    void reportsTheProgressOfTheOpeningToTheClient() {
        bed.start();
        bed.listener().onConnecting(1, bed.nowUs);
        bed.listener().onRetry(2, 1_000, new StreamEnd.Transient("x"), bed.nowUs);
        bed.listener().onConnecting(2, bed.nowUs);
        bed.listener().onOpen(bed.nowUs);
        assertThat(client.messages(Status.class))
                .containsExactly(
                        new Status(StreamState.CONNECTING, 1, 0),
                        new Status(StreamState.RETRYING, 2, 1_000),
                        new Status(StreamState.CONNECTING, 2, 0),
                        new Status(StreamState.LIVE, 0, 0));
    }

    @Test
    void captionsPlannedAndSpokenWords() {
        bed.begin().reply("Where do you live?", 500).answer("In Hanoi.");
        assertThat(client.messages(Caption.class))
                .containsExactly(
                        new Caption(Speaker.EXAMINER, Stage.PLANNED, 1, "Where do you live?"),
                        new Caption(Speaker.EXAMINER, Stage.FINAL, 1, "Where do you live?"),
                        new Caption(Speaker.CANDIDATE, Stage.FINAL, 1, "In Hanoi."));
    }

    @Test
    void numbersRepliesAndFrames() {
        bed.begin().reply("One.", 500).reply("Two.", 500);
        assertThat(client.audioEpochs).contains(1, 2).isSorted();
        assertThat(client.audioSequences).first().isEqualTo(0);
        assertThat(client.audioSequences)
                .isEqualTo(IntStream.range(0, client.audioSequences.size()).boxed().toList());
        assertThat(client.messages(ServerMessage.ReplyEnd.class))
                .containsExactly(
                        new ServerMessage.ReplyEnd(1, 500), new ServerMessage.ReplyEnd(2, 500));
    }

    @Test
    void withholdsDemandWhenTheDownlinkQueueIsFull() {
        bed.begin().planReply("Endless.");
        long served = 0;
        while (sonic.newest().requested > served && served < 2_000) {
            bed.moreAudio(80);
            served++;
        }
        assertThat(conversation.heldBytes()).isLessThan(30_000L * BYTES_PER_MS);
        assertThat(served).isLessThan(400);
        for (int playedMs = 1_000; playedMs <= 3_000; playedMs += 1_000) {
            bed.reportPlayout(1, playedMs);
        }
        bed.advance(40);
        assertThat(sonic.newest().requested).isGreaterThan(served);
    }

    @Test
    void dropsHalfASampleAndEmptyAudio() {
        bed.begin().planReply("Hm.").emit(new SonicOutput.Audio("k", new byte[0]));
        bed.emit(new SonicOutput.Audio("k", new byte[1]));
        bed.emit(new SonicOutput.Audio("k", new byte[481]));
        assertThat(client.audioSequences).containsExactly(0);
        assertThat(client.audioBytes).isEqualTo(480);
    }

    @Test
    void cutsLongCaptionsIntoMessagesOfBoundedSize() {
        bed.begin().answer("word ".repeat(500));
        assertThat(client.messages(Caption.class))
                .hasSize(3)
                .allMatch(caption -> caption.text().length() <= 1_000);
    }

    @Test
    void answersEveryToolCall() {
        bed.begin().finishPart();
        bed.emit(new SonicOutput.ToolUse("k", "finish_part", "use-2", "{broken"));
        assertThat(sonic.newest().sent(SonicInput.ToolResultStart.class))
                .extracting(SonicInput.ToolResultStart::toolUseId)
                .containsExactly("use-1", "use-2");
    }
}
