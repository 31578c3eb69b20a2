package com.ieltsaiprep.local.audio;

import static com.ieltsaiprep.local.audio.WavBytes.riff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Decoding of samples; the variants of files that are read or refused are in SpeakFilesTest. */
class WavTest {
    @TempDir private Path folder;

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
    @CsvSource({
        "1, 8",
        "1, 12",
        "1, 16",
        "1, 20",
        "1, 24",
        "1, 32",
        "3, 32",
        "3, 64",
        "65534, 24",
        "65534, 16"
    })
    void readsEveryEncodingAndMixesTheChannels(int encoding, int bits) throws IOException {
        // Left +0.5, right -0.25 of full scale, then both +0.5.
        byte[] data = WavBytes.encode(encoding, bits, 0.5, -0.25, 0.5, 0.5);
        Wav wav = read(riff().format(encoding, 2, 44_100, bits).chunk("data", data));
        assertThat(wav.sampleRate()).isEqualTo(44_100);
        assertThat(wav.samples()).containsExactly(4_096, 16_384);
    }

    /** Values from ITU-T G.711, tables 1a and 2a, on the scale of 16 bits. */
    @ParameterizedTest
    @CsvSource({
        "6, 0xAA, 32256",
        "6, 0x2A, -32256",
        "6, 0xD5, 8",
        "7, 0x80, 32124",
        "7, 0x00, -32124",
        "7, 0xFF, 0"
    })
    void readsTelephoneEncodings(int encoding, String octet, short sample) throws IOException {
        byte[] data = {Integer.decode(octet).byteValue()};
        Wav wav = read(riff().format(encoding, 1, 8_000, 8).chunk("data", data));
        assertThat(wav.samples()).containsExactly(sample);
    }

    @Test
    void readsNoMoreThanTheDataOfTheFile() throws IOException {
        byte[] data = WavBytes.encode(1, 16, 0.5, 0.5, 0.5);
        byte[] cut = Arrays.copyOf(data, 3);
        assertThat(read(riff().format(1, 1, 8_000, 16).chunk("data", 6, cut)).samples())
                .containsExactly(16_384);
        assertThat(read(riff().format(1, 1, 8_000, 16).chunk("data", 0, data)).samples())
                .hasSize(3);
        assertThat(
                        read(riff().format(1, 1, 8_000, 16).chunk("data", data).chunk("LIST", data))
                                .samples())
                .hasSize(3);
    }

    @Test
    void resamplesWhileItReads() throws IOException {
        short[] noise = new short[100_000];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) random.nextInt(-20_000, 20_000);
        }
        Path file = folder.resolve("a.wav");
        Wav wav = new Wav(44_100, noise);
        wav.write(file);
        assertThat(Wav.read(file, 16_000).samples()).isEqualTo(wav.at(16_000).samples());
    }

    private Wav read(WavBytes bytes) throws IOException {
        return Wav.read(Files.write(folder.resolve("a.wav"), bytes.bytes()));
    }
}
