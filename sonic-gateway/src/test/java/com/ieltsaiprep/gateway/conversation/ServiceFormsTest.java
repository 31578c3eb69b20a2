package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Forms of the service that recorded sessions show and its documentation does not. */
final class ServiceFormsTest {
    private final ConversationTestBed bed = new ConversationTestBed();
    private final FakeClient client = bed.client;
    private final FakeSonic sonic = bed.sonic;

    @Test
    void aReplyWhoseAudioIsNotMarkedAsLastEndsWithItsFinalText() {
        bed.begin().planReply("Hello.").audio(500);
        partialEnd().say("Hello.").advance(320);
        assertThat(client.messages(ServerMessage.ReplyEnd.class))
                .containsExactly(new ServerMessage.ReplyEnd(1, 500));
        bed.answer("Yes.").reply("Good.", 100);
        assertThat(client.audioEpochs).endsWith(2);
    }

    @Test
    void aReplyWithoutFinalTextEndsThreeSecondsAfterItsAudio() {
        bed.begin().planReply("Hello.").audio(500);
        partialEnd().advance(2_980);
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).isEmpty();
        bed.advance(40);
        assertThat(client.messages(ServerMessage.ReplyEnd.class)).hasSize(1);
    }

    @Test
    void aHealthyStreamIsKeptWhileTheCandidateThinks() {
        bed.begin().planReply("What is freedom?").audio(500);
        partialEnd().say("What is freedom?").advance(40_000);
        assertThat(sonic.streams).hasSize(1);
        assertThat(sonic.newest().finished).isFalse();
    }

    @Test
    void aReplyOfSeveralSentencesIsOneReply() {
        bed.begin().planReply("One.").audio(100);
        partialEnd().advance(500);
        bed.planReply("Two.").audio(100).endReply();
        assertThat(client.messages(ServerMessage.ReplyEnd.class))
                .containsExactly(new ServerMessage.ReplyEnd(1, 200));
    }

    @Test
    void aTextThatComesTwiceCountsOnce() {
        bed.begin().reply("Hello.", 100);
        userText("a", "I live in Porto.");
        userText("b", "I live in Porto.");
        assertThat(captions()).containsOnlyOnce("I live in Porto.");
        bed.failStream().openStream();
        assertThat(history()).containsOnlyOnce("I live in Porto.");
    }

    @Test
    void theBeginningOfSpeechAndVoiceAreABargeIn() {
        bed.begin().planReply("A very long question.").audio(20_000);
        bed.speak(200).emit(new SonicOutput.SpeechStart(0)).speak(240);
        assertThat(client.messages(ServerMessage.Clear.class)).isEmpty();
        bed.speak(100);
        assertThat(client.messages(ServerMessage.Clear.class)).hasSize(1);
        bed.emit(new SonicOutput.Interrupted()).advance(100);
        assertThat(client.messages(ServerMessage.Clear.class)).hasSize(1);
    }

    @Test
    void aCoughIsNone() {
        bed.begin().planReply("A very long question.").audio(20_000);
        bed.speak(160).emit(new SonicOutput.SpeechStart(0)).speak(40).silence(2_000);
        assertThat(client.messages(ServerMessage.Clear.class)).isEmpty();
    }

    @Test
    void speechWhileMayaIsSilentIsNone() {
        bed.begin().emit(new SonicOutput.SpeechStart(0)).speak(1_000);
        assertThat(client.messages(ServerMessage.Clear.class)).isEmpty();
    }

    @Test
    void aToolCallIsAnsweredOnceAndOneWithoutAnIdNever() {
        bed.begin();
        for (String id : List.of("one", "one", "", "two")) {
            bed.emit(new SonicOutput.ToolUse("k", "finish_part", id, "{}"));
        }
        assertThat(sonic.newest().sent(SonicInput.ToolResultStart.class))
                .extracting(SonicInput.ToolResultStart::toolUseId)
                .containsExactly("one", "two");
    }

    @Test
    void aTextWithoutWordsIsNoCaptionAndNoHistory() {
        bed.begin().planReply("").reply("Hello.", 100);
        userText("a", "");
        bed.failStream().openStream();
        assertThat(captions()).containsOnly("Hello.");
        assertThat(history()).doesNotContain("");
    }

    private ConversationTestBed partialEnd() {
        return bed.emit(
                new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.PARTIAL_TURN));
    }

    private void userText(String block, String words) {
        bed.emit(new SonicOutput.TextStart(block, Role.USER, Stage.FINAL))
                .emit(new SonicOutput.Text(block, Role.USER, words))
                .emit(new SonicOutput.ContentEnd(block, ContentType.TEXT, StopReason.PARTIAL_TURN));
    }

    private List<String> captions() {
        return client.messages(Caption.class).stream().map(Caption::text).toList();
    }

    /** Returns the texts that the newest stream was sent after its instructions. */
    private List<String> history() {
        return sonic.newest().sent(SonicInput.Text.class).stream()
                .map(SonicInput.Text::content)
                .skip(1)
                .toList();
    }
}
