package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import org.junit.jupiter.api.Test;

/** Tests of the microphone's path to the stream. */
final class UplinkAudioTest {
    private final ConversationTestBed bed = new ConversationTestBed();
    private final FakeClient client = bed.client;
    private final FakeSonic sonic = bed.sonic;
    private final RecordingObserver observer = bed.observer;
    private final ConversationHandle conversation = bed.conversation;

    @Test
    void carriesTheMicrophoneToTheStreamUnchangedAndAcknowledgesIt() {
        bed.begin();
        byte[] pcm = new byte[640];
        pcm[7] = 42;
        bed.advance(20);
        conversation.onAudio(new AudioFrame.Uplink(0, 0, pcm), bed.nowUs);
        assertThat(sonic.newest().sent(SonicInput.Audio.class))
                .singleElement()
                .satisfies(audio -> assertThat(audio.pcm()).isSameAs(pcm));
        bed.advance(300);
        assertThat(client.messages(ServerMessage.Ack.class))
                .containsExactly(new ServerMessage.Ack(0));
    }

    @Test
    void buffersTheMicrophoneWhileTheStreamHasNoDemand() {
        bed.begin();
        sonic.newest().demand = 0;
        bed.speak(1_000);
        assertThat(sonic.newest().sent(SonicInput.Audio.class)).isEmpty();
        sonic.newest().demand = Long.MAX_VALUE;
        bed.listener().onDemand(bed.nowUs);
        bed.advance(1_000);
        assertThat(sonic.newest().sentAudioBytes()).isEqualTo(50 * 640);
        assertThat(client.messages(ServerMessage.Lost.class)).isEmpty();
    }

    @Test
    void reportsAudioDroppedAfterThreeSeconds() {
        bed.begin();
        sonic.newest().demand = 0;
        bed.speak(5_000);
        assertThat(client.messages(ServerMessage.Lost.class))
                .isNotEmpty()
                .allMatch(lost -> lost.reason() == LossReason.TOO_OLD);
        assertThat(observer.lostFrames).isBetween(95, 105);
    }

    @Test
    void sendsSilenceInRealTimeWhileMuted() {
        bed.begin().send(new ClientMessage.Mute(true)).advance(10_000);
        assertThat(sonic.newest().sent(SonicInput.Audio.class)).hasSizeBetween(495, 505);
    }

    @Test
    void waitsFiveSecondsBeforeItSendsSilenceIntoAStall() {
        bed.begin().speak(100).advance(4_800);
        assertThat(sonic.newest().sent(SonicInput.Audio.class)).hasSize(5);
        bed.advance(2_000);
        assertThat(sonic.newest().sent(SonicInput.Audio.class).size()).isBetween(85, 100);
    }

    @Test
    void reportsLossesAFewTimesASecond() {
        bed.begin();
        sonic.newest().demand = 0;
        bed.speak(6_000);
        assertThat(client.messages(ServerMessage.Lost.class).size()).isBetween(10, 20);
    }

    @Test
    void joinsFramesThatAreDueTogether() {
        bed.begin();
        for (int i = 0; i < 4; i++) {
            conversation.onAudio(new AudioFrame.Uplink(i, i * 20, new byte[640]), bed.nowUs);
        }
        bed.advance(20);
        assertThat(sonic.newest().sent(SonicInput.Audio.class))
                .extracting(audio -> audio.pcm().length)
                .containsExactly(4 * 640);
    }

    @Test
    void sendsASingleFrameAtOnce() {
        bed.begin();
        for (int i = 0; i < 5; i++) {
            bed.nowUs += 20_000;
            conversation.onAudio(new AudioFrame.Uplink(i, i * 20, new byte[640]), bed.nowUs);
            assertThat(sonic.newest().sent(SonicInput.Audio.class)).hasSize(i + 1);
        }
    }
}
