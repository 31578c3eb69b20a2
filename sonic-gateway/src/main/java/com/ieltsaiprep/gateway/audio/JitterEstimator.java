package com.ieltsaiprep.gateway.audio;

import java.util.Arrays;

/**
 * Jitter estimator: derives a target delay from arrival against capture time. Relative delay is a
 * frame's delay above the least of the last 10 s; the target is a high quantile of it, from a
 * histogram with exponential forgetting (as in WebRTC's NetEQ). The two clocks need not agree, and
 * may drift.
 */
final class JitterEstimator {
    private static final int BUCKET_MS = 20;
    private static final int BUCKETS = 100;
    private static final double QUANTILE = 0.96;
    private static final double FORGET = 0.997;
    private static final double RECENT = 0.05;
    private static final int WINDOW_SLOTS = 10;
    private static final long SLOT_US = 1_000_000;

    private final double[] histogram = new double[BUCKETS];
    private final long[] slotMinUs = new long[WINDOW_SLOTS];
    private long slot = Long.MIN_VALUE;
    private long baseUs = Long.MAX_VALUE;
    private double weight;
    private double recentMs;

    JitterEstimator() {
        Arrays.fill(slotMinUs, Long.MAX_VALUE);
    }

    /** Records a frame's arrival and capture, each µs on its own clock. */
    void observe(long arrivalUs, long captureUs) {
        long offsetUs = arrivalUs - captureUs;
        updateBase(offsetUs, arrivalUs);
        long relativeMs = (offsetUs - baseUs) / 1000;
        recentMs += RECENT * (relativeMs - recentMs);
        int bucket = (int) Math.min(relativeMs / BUCKET_MS, BUCKETS - 1);
        for (int i = 0; i < BUCKETS; i++) {
            histogram[i] *= FORGET;
        }
        histogram[bucket] += 1 - FORGET;
        weight = weight * FORGET + (1 - FORGET);
    }

    /**
     * Returns when a frame captured at {@code captureUs} would have arrived at the network's best,
     * µs.
     */
    long bestArrivalUs(long captureUs) {
        return captureUs + baseUs;
    }

    /** Returns the relative delay, smoothed over about twenty frames, ms. */
    int recentMs() {
        return (int) recentMs;
    }

    /** Returns the target delay, ms; 0 on a steady network. */
    int targetMs(int maxMs) {
        double sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += histogram[i];
            if (sum >= QUANTILE * weight) {
                return Math.min(i * BUCKET_MS, maxMs);
            }
        }
        return maxMs;
    }

    private void updateBase(long offsetUs, long arrivalUs) {
        long now = Math.floorDiv(arrivalUs, SLOT_US);
        if (slot == Long.MIN_VALUE || now - slot >= WINDOW_SLOTS) {
            Arrays.fill(slotMinUs, Long.MAX_VALUE);
            slot = now;
        }
        while (slot < now) {
            slot++;
            slotMinUs[index(slot)] = Long.MAX_VALUE;
        }
        int i = index(slot);
        slotMinUs[i] = Math.min(slotMinUs[i], offsetUs);
        baseUs = Long.MAX_VALUE;
        for (long min : slotMinUs) {
            baseUs = Math.min(baseUs, min);
        }
    }

    private static int index(long slot) {
        return (int) Math.floorMod(slot, (long) WINDOW_SLOTS);
    }
}
