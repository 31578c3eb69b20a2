package com.ieltsaiprep.gateway.simulation.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ieltsaiprep.gateway.audio.SpeechActivity;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class TapesTest {
    private static List<String> read(byte[] pcm) {
        List<String> frames = new ArrayList<>();
        MicrophoneTape.read(
                pcm,
                new MicrophoneTape.Reader() {
                    @Override
                    public void frame(int device, int sequence, int ms, boolean loud) {
                        frames.add(device + " " + sequence + " " + ms + " " + loud);
                    }

                    @Override
                    public void silence(int ms) {
                        frames.add("silence " + ms);
                    }
                });
        return frames;
    }

    @Test
    void readsTheFramesOfAnEvent() {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes(MicrophoneTape.frame(3, 123_456_789, 20, true));
        event.writeBytes(MicrophoneTape.frame(3, 123_456_790, 40, false));

        assertThat(read(event.toByteArray()))
                .containsExactly("3 123456789 20 true", "3 123456790 40 false");
        assertThat(read(new byte[640])).containsExactly("silence 20");
    }

    @Test
    void noticesAFrameThatIsTorn() {
        byte[] frame = MicrophoneTape.frame(1, 1, 20, true);

        assertThatIllegalArgumentException().isThrownBy(() -> read(Arrays.copyOf(frame, 600)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Arrays.copyOfRange(frame, 40, 640)));
    }

    @Test
    void theCoreTakesLoudFramesForVoiceAndSilentOnesForSilence() {
        SpeechActivity activity = new SpeechActivity();
        for (int i = 0; i < 100; i++) {
            assertThat(activity.isVoice(MicrophoneTape.frame(63, i * 7_919_111, 20, false), 20))
                    .isFalse();
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(activity.isVoice(MicrophoneTape.frame(63, i, 20, true), 20)).isTrue();
        }
    }

    @Test
    void noticesAGapADoubleAndAMixInMayasVoice() {
        byte[] whole = ReplyTape.piece(7, 1_000, 80);
        byte[] gap = whole.clone();
        System.arraycopy(ReplyTape.piece(7, 1_041, 39), 0, gap, 40 * 48, 39 * 48);
        byte[] mix = whole.clone();
        System.arraycopy(ReplyTape.piece(8, 1_079, 1), 0, mix, 79 * 48, 48);

        assertThat(ReplyTape.isWhole(whole, 0, whole.length)).isTrue();
        assertThat(ReplyTape.atMs(whole, 48 * 40)).isEqualTo(1_040);
        assertThat(ReplyTape.isWhole(gap, 0, gap.length)).isFalse();
        assertThat(ReplyTape.isWhole(mix, 0, mix.length)).isFalse();
    }
}
