package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import org.junit.jupiter.api.Test;

/** The candidate's voice on its way to the stream. */
final class UplinkAudioTest {
    private final ConversationTestBed talk = new ConversationTestBed();
    private final FakeClient client = talk.client;
    private final FakeSonic sonic = talk.sonic;
    private final RecordingObserver observer = talk.observer;
    private final ConversationHandle conversation = talk.conversation;

    @Test
    void carriesTheMicrophoneToTheStreamUnchangedAndAcknowledgesIt() {
        talk.begin();
        byte[] pcm = new byte[640];
        pcm[7] = 42;
        talk.pass(20);
        conversation.onAudio(new AudioFrame.Uplink(0, 0, pcm), talk.nowUs);
        assertThat(sonic.newest().sent(SonicInput.Audio.class))
                .singleElement()
                .satisfies(audio -> assertThat(audio.pcm()).isSameAs(pcm));
        talk.pass(300);
        assertThat(client.messages(ServerMessage.Ack.class))
                .containsExactly(new ServerMessage.Ack(0));
    }

    @Test
    void holdsTheMicrophoneWhileTheStreamTakesNothing() {
        talk.begin();
        sonic.newest().demand = 0;
        talk.speak(1_000);
        assertThat(sonic.newest().sent(SonicInput.Audio.class)).isEmpty();
        sonic.newest().demand = Long.MAX_VALUE;
        talk.listener().onDemand(talk.nowUs);
        talk.pass(1_000);
        assertThat(
                        sonic.newest().sent(SonicInput.Audio.class).stream()
                                .mapToInt(audio -> audio.pcm().length)
                                .sum())
                .isEqualTo(50 * 640);
        assertThat(client.messages(ServerMessage.Lost.class)).isEmpty();
    }

    @Test
    void tellsWhatTheStreamDidNotTakeInThreeSeconds() {
        talk.begin();
        sonic.newest().demand = 0;
        talk.speak(5_000);
        assertThat(client.messages(ServerMessage.Lost.class))
                .isNotEmpty()
                .allMatch(lost -> lost.reason() == LossReason.TOO_OLD);
        assertThat(observer.lostFrames).isBetween(95, 105);
    }

    @Test
    void feedsSilenceWhileMutedInRealTime() {
        talk.begin();
        conversation.onMessage(new ClientMessage.Mute(true), talk.nowUs);
        talk.pass(10_000);
        assertThat(sonic.newest().sent(SonicInput.Audio.class)).hasSizeBetween(495, 505);
    }

    @Test
    void holdsFiveSecondsBeforeItFeedsSilenceIntoAStall() {
        talk.begin();
        talk.speak(100);
        talk.pass(4_800);
        assertThat(sonic.newest().sent(SonicInput.Audio.class)).hasSize(5);
        talk.pass(2_000);
        assertThat(sonic.newest().sent(SonicInput.Audio.class).size()).isBetween(85, 100);
    }

    @Test
    void tellsLossesAFewTimesASecond() {
        talk.begin();
        sonic.newest().demand = 0;
        talk.speak(6_000);
        assertThat(client.messages(ServerMessage.Lost.class).size()).isBetween(10, 20);
    }

    @Test
    void joinsFramesThatAreDueTogether() {
        talk.begin();
        for (int i = 0; i < 4; i++) {
            conversation.onAudio(new AudioFrame.Uplink(i, i * 20, new byte[640]), talk.nowUs);
        }
        talk.pass(20);
        assertThat(sonic.newest().sent(SonicInput.Audio.class))
                .extracting(audio -> audio.pcm().length)
                .containsExactly(4 * 640);
    }

    @Test
    void sendsAFrameThatComesAloneAtOnce() {
        talk.begin();
        for (int i = 0; i < 5; i++) {
            talk.nowUs += 20_000;
            conversation.onAudio(new AudioFrame.Uplink(i, i * 20, new byte[640]), talk.nowUs);
            assertThat(sonic.newest().sent(SonicInput.Audio.class)).hasSize(i + 1);
        }
    }
}
