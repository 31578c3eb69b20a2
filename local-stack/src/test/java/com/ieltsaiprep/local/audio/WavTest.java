package com.ieltsaiprep.local.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class WavTest {
    @TempDir Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        Path file = folder.resolve("a.wav");
        new Wav(24_000, new short[] {0, 1, -1, 32_767, -32_768}).write(file);
        Wav read = Wav.read(file);
        assertThat(read.sampleRate()).isEqualTo(24_000);
        assertThat(read.samples()).containsExactly(0, 1, -1, 32_767, -32_768);
        assertThat(Files.size(file)).isEqualTo(44 + 10);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 16", "1, 24", "1, 32", "3, 32", "65534, 24", "65534, 16"})
    void readsEveryEncodingAndMixesTheChannels(int kind, int bits) throws IOException {
        // Left +0.5, right -0.25 of full scale, then both +0.5.
        Wav wav = Wav.parse(file(kind, 2, bits, new double[] {0.5, -0.25, 0.5, 0.5}));
        assertThat(wav.sampleRate()).isEqualTo(44_100);
        assertThat(wav.samples()).containsExactly(4_096, 16_384);
    }

    @Test
    void readsATruncatedFileUpToItsEnd() throws IOException {
        byte[] file = file(1, 1, 16, new double[] {0.5, 0.5, 0.5});
        byte[] cut = Arrays.copyOf(file, file.length - 3);
        assertThat(Wav.parse(cut).samples()).containsExactly(16_384);
    }

    @Test
    void refusesOtherFilesInOneClearLine() {
        assertRefused("ID3 this is an MP3 file".getBytes(StandardCharsets.UTF_8), "RIFF and WAVE");
        assertRefused(new byte[0], "RIFF and WAVE");
        assertRefused(file(1, 1, 12, new double[] {}), "encoding 1 with 12 bits");
        assertRefused(file(0x55, 1, 16, new double[] {0}), "encoding 85 with 16 bits");
        assertRefused(file(1, 0, 16, new double[] {}), "0 channels");
        assertRefused(Arrays.copyOf(file(1, 1, 16, new double[] {}), 36), "no data");
    }

    private static void assertRefused(byte[] file, String reason) {
        assertThatThrownBy(() -> Wav.parse(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not a WAV: ")
                .hasMessageContaining(reason);
    }

    private static byte[] file(int kind, int channels, int bits, double[] values) {
        boolean extensible = kind == 0xFFFE;
        int format = extensible ? 40 : 16;
        int data = values.length * (bits / 8);
        ByteBuffer file = ByteBuffer.allocate(28 + format + data).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(20 + format + data).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(format).putShort((short) kind).putShort((short) channels);
        file.putInt(44_100).putInt(0).putShort((short) 0).putShort((short) bits);
        if (extensible) {
            file.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) 1);
            file.position(20 + format);
        }
        file.put(ascii("data")).putInt(data);
        for (double value : values) {
            put(file, kind, bits, value);
        }
        return file.array();
    }

    private static void put(ByteBuffer file, int kind, int bits, double value) {
        switch (bits) {
            case 8 -> file.put((byte) (value * 128 + 128));
            case 24 -> {
                int sample = (int) (value * (1 << 23));
                file.putShort((short) sample).put((byte) (sample >> 16));
            }
            case 32 -> {
                if (kind == 3) {
                    file.putFloat((float) value);
                } else {
                    file.putInt((int) (value * (1L << 31)));
                }
            }
            default -> file.putShort((short) (value * 32_768));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
