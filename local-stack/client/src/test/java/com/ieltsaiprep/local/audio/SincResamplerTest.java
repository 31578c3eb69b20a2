package com.ieltsaiprep.local.audio;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Random;

class SincResamplerTest {
    @ParameterizedTest
    @CsvSource({
        "48000, 16000, 10000",
        "48000, 16000, 23000",
        "44100, 16000, 10000",
        "96000, 16000, 10000"
    })
    void frequenciesThatWouldAliasAreMoreThan80DecibelsDown(int from, int to, double hertz) {
        short[] out = SincResampler.resample(tone(from, hertz, from, 32_000), from, to);
        // Below half a step of PCM16 nothing is left: a full-scale tone 80 dB down is 3 steps.
        assertThat(decibels(out, 32_000)).isLessThan(-80);
    }

    @ParameterizedTest
    @CsvSource({
        "48000, 16000, 1000",
        "48000, 16000, 4500",
        "44100, 16000, 440",
        "16000, 24000, 3000",
        "8000, 16000, 1000",
        "11025, 16000, 1000",
        "16000, 8000, 1000"
    })
    void frequenciesBelowTheEdgeKeepTheirLevel(int from, int to, double hertz) {
        short[] out = SincResampler.resample(tone(from, hertz, from, 20_000), from, to);
        assertThat(decibels(out, 20_000)).isBetween(-0.2, 0.2);
    }

    @Test
    void upsamplingLeavesNoImage() {
        short[] out = SincResampler.resample(tone(16_000, 3_000, 16_000, 20_000), 16_000, 24_000);
        // The first image of 3 kHz lies at 13 kHz, which 24 kHz folds to 11 kHz.
        assertThat(levelAt(out, 24_000, 11_000)).isLessThan(-75);
    }

    @Property(tries = 50)
    void cuttingTheInputChangesNothing(
            @ForAll @IntRange(min = 1, max = 700) int piece, @ForAll Random random) {
        short[] noise = new short[4_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) random.nextInt(-20_000, 20_000);
        }
        short[] whole = SincResampler.resample(noise, 44_100, 16_000);
        SincResampler resampler = new SincResampler(44_100, 16_000);
        short[] pieces = {};
        for (int from = 0; from < noise.length; from += piece) {
            int to = Math.min(noise.length, from + piece);
            pieces = joined(pieces, resampler.accept(Arrays.copyOfRange(noise, from, to)));
        }
        pieces = joined(pieces, resampler.finish());
        assertThat(pieces).isEqualTo(whole);
        assertThat(whole).hasSize(Math.ceilDiv(4_000 * 160, 441));
    }

    private static short[] joined(short[] one, short[] two) {
        short[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    static short[] tone(int rate, double hertz, int samples, double peak) {
        short[] tone = new short[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = PcmCodec.sample(peak * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return tone;
    }

    /** Returns the level of the middle, relative to a tone with this peak. */
    private static double decibels(short[] samples, double peak) {
        double sum = 0;
        int from = samples.length / 4;
        for (int i = from; i < samples.length - from; i++) {
            sum += (double) samples[i] * samples[i];
        }
        double mean = sum / (samples.length - 2.0 * from);
        return 10 * Math.log10(mean / (peak * peak / 2) + 1e-15);
    }

    private static double levelAt(short[] samples, int rate, double hertz) {
        double re = 0;
        double im = 0;
        int n = samples.length;
        for (int i = 0; i < n; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / n);
            re += window * samples[i] * Math.cos(2 * Math.PI * hertz * i / rate);
            im += window * samples[i] * Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return 20 * Math.log10(4 * Math.hypot(re, im) / n / 20_000 + 1e-15);
    }
}
