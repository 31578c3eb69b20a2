package com.ieltsaiprep.local.simulation.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ieltsaiprep.gateway.audio.SpeechActivity;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class WatermarksTest {
    private static List<String> read(byte[] pcm) {
        List<String> frames = new ArrayList<>();
        MicrophoneWatermark.decode(
                pcm,
                new MicrophoneWatermark.FrameReader() {
                    @Override
                    public void onFrame(int device, int sequence, int ms, boolean loud) {
                        frames.add(device + " " + sequence + " " + ms + " " + loud);
                    }

                    @Override
                    public void onSilence(int ms) {
                        frames.add("silence " + ms);
                    }
                });
        return frames;
    }

    @Test
    void readsTheFramesOfAnEvent() {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes(MicrophoneWatermark.createFrame(3, 123_456_789, 20, true));
        event.writeBytes(MicrophoneWatermark.createFrame(3, 123_456_790, 40, false));

        assertThat(read(event.toByteArray()))
                .containsExactly("3 123456789 20 true", "3 123456790 40 false");
        assertThat(read(new byte[640])).containsExactly("silence 20");
    }

    @Test
    void rejectsAFrameThatIsCut() {
        byte[] frame = MicrophoneWatermark.createFrame(1, 1, 20, true);

        assertThatIllegalArgumentException().isThrownBy(() -> read(Arrays.copyOf(frame, 600)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Arrays.copyOfRange(frame, 40, 640)));
    }

    @Test
    void theCoreTakesLoudFramesForVoiceAndSilentOnesForSilence() {
        SpeechActivity activity = new SpeechActivity();
        for (int i = 0; i < 100; i++) {
            assertThat(
                            activity.isVoice(
                                    MicrophoneWatermark.createFrame(63, i * 7_919_111, 20, false),
                                    20))
                    .isFalse();
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(activity.isVoice(MicrophoneWatermark.createFrame(63, i, 20, true), 20))
                    .isTrue();
        }
    }

    @Test
    void noticesAGapADuplicateAndAMixInReplyAudio() {
        byte[] whole = ReplyWatermark.createAudio(7, 1_000, 80);
        byte[] gap = whole.clone();
        System.arraycopy(ReplyWatermark.createAudio(7, 1_041, 39), 0, gap, 40 * 48, 39 * 48);
        byte[] mix = whole.clone();
        System.arraycopy(ReplyWatermark.createAudio(8, 1_079, 1), 0, mix, 79 * 48, 48);

        assertThat(ReplyWatermark.isContiguous(whole, 0, whole.length)).isTrue();
        assertThat(ReplyWatermark.positionMs(whole, 48 * 40)).isEqualTo(1_040);
        assertThat(ReplyWatermark.isContiguous(gap, 0, gap.length)).isFalse();
        assertThat(ReplyWatermark.isContiguous(mix, 0, mix.length)).isFalse();
    }
}
