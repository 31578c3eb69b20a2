package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Caption;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The candidate speaks while Maya does. */
final class BargeInTest {
    private final ConversationTestBed talk = new ConversationTestBed();
    private final FakeClient client = talk.client;
    private final RecordingObserver observer = talk.observer;

    @ParameterizedTest
    @ValueSource(strings = {"text marker", "audio stopped", "text stopped", "all of them"})
    void fallsSilentOnceAtBargeInHoweverItIsMarked(String marker) {
        talk.begin();
        talk.speculative("A very long question.");
        talk.audio(20_000);
        int sent = client.audioBytes;
        if (!marker.equals("text marker")) {
            talk.end(marker.equals("text stopped") ? ContentType.TEXT : ContentType.AUDIO);
        }
        if (!marker.endsWith("stopped")) {
            talk.tell(new SonicOutput.Interrupted());
        }
        talk.tell(new SonicOutput.Audio("k", new byte[4_800]));
        talk.pass(1_000);
        assertThat(client.messages(ServerMessage.Clear.class))
                .containsExactly(new ServerMessage.Clear(2));
        assertThat(client.audioBytes).isEqualTo(sent);
        talk.reply("Go on.", 200);
        assertThat(client.audioEpochs).endsWith(2);
        assertThat(observer.interruptions).isEqualTo(1);
    }

    @Test
    void captionsWhatWasSaidOfAnInterruptedReplyUnderItsOwnEpoch() {
        talk.begin();
        talk.speculative("A very long question.");
        talk.audio(2_000);
        talk.tell(new SonicOutput.Interrupted());
        talk.text(Role.ASSISTANT, SonicOutput.Stage.FINAL, "A very");
        assertThat(client.messages(Caption.class))
                .last()
                .isEqualTo(new Caption(Speaker.EXAMINER, Stage.FINAL, 1, "A very"));
    }
}
