package com.ieltsaiprep.local.client;

import java.util.Random;

/**
 * Synthetic voice for simulated candidates: generates sound that a voice activity detector takes
 * for speech. The sound is a buzzing source filtered by three formants, in syllables and words with
 * short gaps. Equal seeds give equal samples. For use by one thread.
 */
public final class SyntheticVoice {
    private static final int HERTZ = 16_000;
    private static final int PER_MS = HERTZ / 1000;
    private static final double PEAK = 9_000;

    /** The first three formants of some vowels, Hz. */
    private static final int[][] VOWELS = {
        {730, 1090, 2440}, {270, 2290, 3010}, {530, 1840, 2480}, {570, 840, 2410}, {300, 870, 2240}
    };

    private final Random random;
    private final double pitchHertz;

    /**
     * Creates a synthetic voice; {@code seed} determines its pitch and all sounds that it
     * generates.
     */
    public SyntheticVoice(long seed) {
        random = new Random(seed);
        pitchHertz = 95 + random.nextInt(120);
    }

    /**
     * Synthesises an utterance: speech-like sound, then a pause of near silence, mono PCM16 at 16
     * kHz.
     *
     * @param voiceMs length of the sound, ms; at least 300, so that it counts as speech
     * @param pauseMs length of the pause, ms
     */
    public Utterance utterance(int voiceMs, int pauseMs) {
        int voice = voiceMs * PER_MS;
        short[] samples = new short[voice + pauseMs * PER_MS];
        int at = 0;
        while (at < voice) {
            int syllable = Math.min(voice - at, between(120, 240) * PER_MS);
            speak(samples, at, syllable);
            at += syllable + (random.nextInt(3) == 0 ? between(20, 60) * PER_MS : 0);
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (short) between(-2, 2);
        }
        return new Utterance(samples, 0, voice);
    }

    private void speak(short[] samples, int from, int length) {
        int[] formants = VOWELS[random.nextInt(VOWELS.length)];
        Resonator[] tract = {
            new Resonator(formants[0], 80),
            new Resonator(formants[1], 100),
            new Resonator(formants[2], 140)
        };
        double period = HERTZ / (pitchHertz * (0.9 + 0.2 * random.nextDouble()));
        double[] sound = new double[length];
        double loudest = 1e-9;
        for (int i = 0; i < length; i++) {
            double phase = i % period / period;
            double source = 1 - 2 * phase + 0.05 * random.nextGaussian();
            for (Resonator formant : tract) {
                sound[i] += formant.next(source);
            }
            sound[i] *= Math.sin(Math.PI * (i + 0.5) / length);
            loudest = Math.max(loudest, Math.abs(sound[i]));
        }
        for (int i = 0; i < length; i++) {
            samples[from + i] = (short) Math.round(sound[i] / loudest * PEAK);
        }
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** A two-pole filter that rings at one frequency. */
    private static final class Resonator {
        private final double a;
        private final double b;
        private double y1;
        private double y2;

        Resonator(double hertz, double bandwidth) {
            double radius = Math.exp(-Math.PI * bandwidth / HERTZ);
            a = 2 * radius * Math.cos(2 * Math.PI * hertz / HERTZ);
            b = -radius * radius;
        }

        double next(double x) {
            double y = x + a * y1 + b * y2;
            y2 = y1;
            y1 = y;
            return y;
        }
    }
}
