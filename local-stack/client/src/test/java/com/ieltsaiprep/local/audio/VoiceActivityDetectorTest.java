package com.ieltsaiprep.local.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

class VoiceActivityDetectorTest {
    private static final int RATE = 16_000;
    private static final Voice VOICE = new Voice();

    @Test
    void hearsSpeechFromItsBeginningToItsEnd() {
        short[] speech = VOICE.speak("I come from a small town near the sea.", RATE);
        short[] all = join(silence(1_000), speech, silence(1_000));
        List<VoiceActivityDetector.Utterance> found =
                VoiceActivityDetector.findUtterances(all, RATE, 500);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().start()).isBetween(RATE / 2, RATE + RATE / 4);
        assertThat(found.getFirst().end())
                .isBetween(RATE + speech.length - RATE / 2, RATE + speech.length + RATE / 2);
    }

    @Test
    void cutsARecordingAtItsPauses() {
        short[] one = VOICE.speak("My home is very big.", RATE);
        short[] two = VOICE.speak("I like my garden best.", RATE);
        short[] all = join(noise(1_000, 40), one, noise(1_200, 40), two, noise(800, 40));
        List<VoiceActivityDetector.Utterance> found =
                VoiceActivityDetector.findUtterances(all, RATE, 700);
        assertThat(found).hasSize(2);
        assertThat(found.getFirst().end()).isLessThan(found.getLast().start());
        assertThat(VoiceActivityDetector.findUtterances(all, RATE, 3_000)).hasSize(1);
    }

    @Test
    void aClickIsNotSpeech() {
        short[] click = SincResamplerTest.tone(RATE, 1_000, RATE * 120 / 1_000, 20_000);
        assertThat(speakingFrames(join(silence(500), click, silence(500)))).isZero();
    }

    @Test
    void silenceAndSteadyNoiseAreNotSpeech() {
        assertThat(speakingFrames(silence(5_000))).isZero();
        assertThat(speakingFrames(noise(20_000, 60))).isZero();
    }

    @Test
    void slowlyRisingNoiseBecomesBackground() {
        short[] loud = noise(30_000, 700);
        for (int i = 0; i < loud.length; i++) {
            double decibels = Math.min(0, 1.75 * i / RATE - 35);
            loud[i] = (short) (loud[i] * Math.pow(10, decibels / 20));
        }
        assertThat(speakingFrames(Arrays.copyOfRange(loud, loud.length / 2, loud.length)))
                .as("when it begins loud it is speech for a while")
                .isPositive();
        assertThat(speakingFrames(loud)).isZero();
    }

    private static int speakingFrames(short[] samples) {
        int[] count = new int[1];
        new VoiceActivityDetector(RATE)
                .accept(samples, (_, speaking) -> count[0] += speaking ? 1 : 0);
        return count[0];
    }

    private static short[] silence(int ms) {
        return new short[RATE * ms / 1_000];
    }

    private static short[] noise(int ms, int deviation) {
        Random random = new Random(1);
        short[] noise = silence(ms);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = PcmCodec.sample(random.nextGaussian() * deviation);
        }
        return noise;
    }

    private static short[] join(short[]... parts) {
        short[] all = {};
        for (short[] part : parts) {
            int end = all.length;
            all = Arrays.copyOf(all, end + part.length);
            System.arraycopy(part, 0, all, end, part.length);
        }
        return all;
    }
}
