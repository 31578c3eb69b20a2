package com.ieltsaiprep.local.audio;

import java.util.Arrays;

/**
 * Polyphase resampler of mono PCM16. The filter is a sinc of 64 taps under a Kaiser window, its
 * edge at 90 % of the lower Nyquist frequency. What lies above 119 % of that frequency (9.5 kHz at
 * 48 to 16 kHz) is more than 80 dB down. Beyond a ratio of three it takes more taps, so that this
 * stays true.
 *
 * <p>For use by one thread. A stream keeps the last taps between calls, so cutting the input into
 * pieces changes nothing.
 */
public final class SincResampler {
    private static final int TAPS = 64;
    private static final double EDGE = 0.9;

    /** Kaiser's shape for about 90 dB of stop-band attenuation. */
    private static final double BETA = 9.0;

    private final int up;
    private final int down;
    private final int half;
    private final double[][] phases;
    private short[] kept;
    private long keptFrom;
    private long received;
    private long produced;

    /**
     * Creates a resampler for one stream.
     *
     * @param fromHertz rate of the input, positive
     * @param toHertz rate of the output, positive
     */
    public SincResampler(int fromHertz, int toHertz) {
        if (fromHertz <= 0 || toHertz <= 0) {
            throw new IllegalArgumentException("rates must be positive");
        }
        int divisor = gcd(fromHertz, toHertz);
        up = toHertz / divisor;
        down = fromHertz / divisor;
        half = (int) Math.ceil(TAPS / 2.0 * Math.max(1, fromHertz / (3.0 * toHertz)));
        phases = phases(up, half, EDGE * Math.min(1, (double) toHertz / fromHertz));
        keptFrom = -half;
        kept = new short[half];
    }

    /** Resamples all of a recording. */
    public static short[] resample(short[] samples, int fromHertz, int toHertz) {
        if (fromHertz == toHertz) {
            return samples.clone();
        }
        SincResampler resampler = new SincResampler(fromHertz, toHertz);
        short[] head = resampler.accept(samples);
        short[] tail = resampler.finish();
        short[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    /** Takes the next samples and returns what can be computed from all so far. */
    public short[] accept(short[] samples) {
        short[] all = Arrays.copyOf(kept, kept.length + samples.length);
        System.arraycopy(samples, 0, all, kept.length, samples.length);
        kept = all;
        received += samples.length;
        return produce(outputsBefore(received - half));
    }

    /** Ends the stream and returns its last samples; the input is followed by silence. */
    public short[] finish() {
        kept = Arrays.copyOf(kept, kept.length + half);
        return produce(outputsBefore(received));
    }

    /** Returns the number of outputs before an input position. */
    private long outputsBefore(long position) {
        return Math.max(produced, Math.ceilDiv(position * up, (long) down));
    }

    private short[] produce(long until) {
        short[] output = new short[Math.toIntExact(until - produced)];
        for (int i = 0; i < output.length; i++, produced++) {
            long position = produced * down;
            int first = (int) (position / up - keptFrom) - half + 1;
            output[i] = PcmCodec.sample(dot(phases[(int) (position % up)], first));
        }
        int surplus = (int) (produced * down / up - keptFrom) - half;
        if (surplus > 0) {
            int drop = Math.min(surplus, kept.length);
            kept = Arrays.copyOfRange(kept, drop, kept.length);
            keptFrom += drop;
        }
        return output;
    }

    private double dot(double[] taps, int first) {
        double sum = 0;
        for (int tap = 0; tap < taps.length; tap++) {
            sum += taps[tap] * kept[first + tap];
        }
        return sum;
    }

    private static double[][] phases(int up, int half, double cutoff) {
        double[][] phases = new double[up][2 * half];
        for (int phase = 0; phase < up; phase++) {
            double sum = 0;
            for (int tap = 0; tap < 2 * half; tap++) {
                double distance = tap - half + 1 - (double) phase / up;
                phases[phase][tap] = sinc(cutoff * distance) * kaiser(distance / half);
                sum += phases[phase][tap];
            }
            for (int tap = 0; tap < 2 * half; tap++) {
                phases[phase][tap] /= sum;
            }
        }
        return phases;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
    }

    /** Computes the modified Bessel function of the first kind and order zero by its series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
