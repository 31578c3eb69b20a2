package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Status;
import com.ieltsaiprep.gateway.protocol.ServerMessage.StreamState;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

/** Maya and the candidate talk. */
final class ConversationTest {
    private static final int BYTES_PER_MS = AudioFrame.DOWNLINK_BYTES_PER_MS;

    private final ConversationTestBed talk = new ConversationTestBed();
    private final FakeClient client = talk.client;
    private final FakeSonic sonic = talk.sonic;
    private final ConversationHandle conversation = talk.conversation;

    @Test
    void opensTheStreamInTheServicesOrder() {
        talk.start();
        talk.live();
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
        talk.start();
        talk.listener().onConnecting(1, talk.nowUs);
        talk.listener().onRetry(2, 1_000, new StreamEnd.Transient("x"), talk.nowUs);
        talk.listener().onConnecting(2, talk.nowUs);
        talk.listener().onOpen(talk.nowUs);
        assertThat(client.messages(Status.class))
                .containsExactly(
                        new Status(StreamState.CONNECTING, 1, 0),
                        new Status(StreamState.RETRYING, 2, 1_000),
                        new Status(StreamState.CONNECTING, 2, 0),
                        new Status(StreamState.LIVE, 0, 0));
    }

    @Test
    void showsWhatMayaPlansAndWhatWasSaid() {
        talk.begin();
        talk.reply("Where do you live?", 500);
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "In Hanoi.");
        assertThat(client.messages(Caption.class))
                .containsExactly(
                        new Caption(Speaker.EXAMINER, Stage.PLANNED, 1, "Where do you live?"),
                        new Caption(Speaker.EXAMINER, Stage.FINAL, 1, "Where do you live?"),
                        new Caption(Speaker.CANDIDATE, Stage.FINAL, 1, "In Hanoi."));
    }

    @Test
    void numbersRepliesAndFrames() {
        talk.begin();
        talk.reply("One.", 500);
        talk.reply("Two.", 500);
        assertThat(client.audioEpochs).contains(1, 2).isSorted();
        assertThat(client.audioSequences).first().isEqualTo(0);
        assertThat(client.audioSequences)
                .isEqualTo(IntStream.range(0, client.audioSequences.size()).boxed().toList());
        assertThat(client.messages(ServerMessage.ReplyEnd.class))
                .containsExactly(
                        new ServerMessage.ReplyEnd(1, 500), new ServerMessage.ReplyEnd(2, 500));
    }

    @Test
    void asksForNoMoreThanItHasRoomFor() {
        talk.begin();
        talk.speculative("Endless.");
        long served = 0;
        while (sonic.newest().requested > served && served < 2_000) {
            talk.tell(new SonicOutput.Audio("k", new byte[80 * BYTES_PER_MS]));
            served++;
        }
        assertThat(conversation.heldBytes()).isLessThan(30_000L * BYTES_PER_MS);
        assertThat(served).isLessThan(400);
        for (int playedMs = 1_000; playedMs <= 3_000; playedMs += 1_000) {
            talk.heard(1, playedMs);
        }
        talk.pass(40);
        assertThat(sonic.newest().requested).isGreaterThan(served);
    }

    @Test
    void dropsHalfASampleAndEmptyAudio() {
        talk.begin();
        talk.speculative("Hm.");
        talk.tell(new SonicOutput.Audio("k", new byte[0]));
        talk.tell(new SonicOutput.Audio("k", new byte[1]));
        talk.tell(new SonicOutput.Audio("k", new byte[481]));
        assertThat(client.audioSequences).containsExactly(0);
        assertThat(client.audioBytes).isEqualTo(480);
    }

    @Test
    void cutsLongCaptionsIntoMessagesOfBoundedSize() {
        talk.begin();
        talk.text(Role.USER, SonicOutput.Stage.FINAL, "word ".repeat(500));
        assertThat(client.messages(Caption.class))
                .hasSize(3)
                .allMatch(caption -> caption.text().length() <= 1_000);
    }

    @Test
    void answersEveryToolCall() {
        talk.begin();
        talk.tell(new SonicOutput.ToolUse("k", "finish_part", "use-1", "{\"notes\":\"\"}"));
        talk.tell(new SonicOutput.ToolUse("k", "finish_part", "use-2", "{broken"));
        assertThat(sonic.newest().sent(SonicInput.ToolResultStart.class))
                .extracting(SonicInput.ToolResultStart::toolUseId)
                .containsExactly("use-1", "use-2");
    }
}
