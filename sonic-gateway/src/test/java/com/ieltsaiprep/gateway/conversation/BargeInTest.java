package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Barge-in: the candidate speaks while Maya does. */
final class BargeInTest {
    private final ConversationTestBed bed = new ConversationTestBed();
    private final FakeClient client = bed.client;
    private final RecordingObserver observer = bed.observer;

    @ParameterizedTest
    @ValueSource(strings = {"text marker", "audio stopped", "text stopped", "all of them"})
    void stopsPlayoutOnceAtBargeInHoweverItIsMarked(String marker) {
        bed.begin().planReply("A very long question.").audio(20_000);
        int sent = client.audioBytes;
        if (!marker.equals("text marker")) {
            bed.end(marker.equals("text stopped") ? ContentType.TEXT : ContentType.AUDIO);
        }
        if (!marker.endsWith("stopped")) {
            bed.emit(new SonicOutput.Interrupted());
        }
        bed.emit(new SonicOutput.Audio("k", new byte[4_800])).advance(1_000);
        assertThat(client.messages(ServerMessage.Clear.class))
                .containsExactly(new ServerMessage.Clear(2));
        assertThat(client.audioBytes).isEqualTo(sent);
        bed.reply("Go on.", 200);
        assertThat(client.audioEpochs).endsWith(2);
        assertThat(observer.interruptions).isEqualTo(1);
    }

    @Test
    void sendsTheFinalCaptionOfAnInterruptedReplyInItsOwnEpoch() {
        bed.begin().planReply("A very long question.").audio(2_000);
        bed.emit(new SonicOutput.Interrupted()).say("A very");
        assertThat(client.messages(Caption.class))
                .last()
                .isEqualTo(new Caption(Speaker.EXAMINER, Stage.FINAL, 1, "A very"));
    }
}
