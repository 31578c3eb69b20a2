package com.ieltsaiprep.gateway.simulation.world;

/** What a device does not do for a while; times in µs. */
final class Defects {
    private long mutedUntilUs;
    private long reportlessUntilUs;
    private long receiptlessUntilUs;

    void mute(long untilUs) {
        mutedUntilUs = untilUs;
    }

    /** It does not report what it plays. */
    void reportNothing(long untilUs) {
        reportlessUntilUs = untilUs;
    }

    /** It does not say that it has a capsule. */
    void giveNoReceipts(long untilUs) {
        receiptlessUntilUs = untilUs;
    }

    boolean muted(long nowUs) {
        return nowUs < mutedUntilUs;
    }

    boolean reportless(long nowUs) {
        return nowUs < reportlessUntilUs;
    }

    boolean receiptless(long nowUs) {
        return nowUs < receiptlessUntilUs;
    }
}
