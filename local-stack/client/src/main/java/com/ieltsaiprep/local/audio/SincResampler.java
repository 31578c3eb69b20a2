package com.ieltsaiprep.local.audio;

import java.util.Arrays;

/**
 * Sample-rate converter for a stream of mono PCM16 samples: a polyphase filter, whose kernel is a
 * sinc of 64 taps under a Kaiser window.
 *
 * <p>The cutoff is 90 % of the Nyquist frequency of the lower rate. Above 119 % of that Nyquist
 * frequency, which is 9.5 kHz for a conversion from 48 to 16 kHz, the input is attenuated by more
 * than 80 dB. If the input rate is more than three times the output rate, the filter has more taps,
 * so that its cutoff stays equally steep.
 *
 * <p>An instance serves one stream and one thread. It keeps the input samples that the filter still
 * needs, so the output does not depend on how the input is divided into pieces.
 */
public final class SincResampler {
    private static final int TAPS = 64;
    private static final double EDGE = 0.9;

    /** Kaiser's shape for about 90 dB of stop-band attenuation. */
    private static final double BETA = 9.0;

    private static final double BESSEL_OF_BETA = bessel(BETA);

    private final int up;
    private final int down;
    private final int half;
    private final double[][] phases;
    private short[] kept;
    private long keptFrom;
    private long received;
    private long produced;

    /**
     * Creates a resampler for one stream of mono PCM16 samples.
     *
     * @param fromHertz sample rate of the input, Hz
     * @param toHertz sample rate of the output, Hz
     * @throws IllegalArgumentException if a rate is not positive
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

    /**
     * Resamples a whole recording of mono PCM16 samples, and returns the result in a new array.
     *
     * @param fromHertz sample rate of the recording, Hz, positive
     * @param toHertz sample rate of the result, Hz, positive
     */
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

    /**
     * Resamples the next piece of the stream, mono PCM16 of any length. Returns a new array with
     * the output samples that can be computed so far. The array may be empty, because the filter
     * looks at least 32 input samples ahead.
     */
    public short[] accept(short[] samples) {
        short[] all = Arrays.copyOf(kept, kept.length + samples.length);
        System.arraycopy(samples, 0, all, kept.length, samples.length);
        kept = all;
        received += samples.length;
        return produce(outputsBefore(received - half));
    }

    /**
     * Ends the stream and returns its last output samples, computed as if silence followed the
     * input. The resampler must not be used afterwards.
     */
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
        return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / BESSEL_OF_BETA;
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
