package com.ieltsaiprep.gateway.simulation.world;

/** How a device notices that a connection is dead although nobody has said so. */
final class Watchdog {
    private static final long UNANSWERED_US = 2_500_000;
    private static final long SILENT_US = 6_000_000;

    /** A device that was suspended has not read yet what came meanwhile. */
    private static final long LATE_US = 1_000_000;

    private static final long NONE = Long.MAX_VALUE;

    private long heardUs;
    private long unansweredUs = NONE;
    private long checkedUs;

    /** Something came, or a connection has begun. */
    void heard(long nowUs) {
        heardUs = nowUs;
        unansweredUs = NONE;
    }

    /** A frame went out that should be acknowledged. */
    void sent(long nowUs) {
        unansweredUs = Math.min(unansweredUs, nowUs);
    }

    boolean isDead(long nowUs) {
        if (nowUs - checkedUs > LATE_US) {
            heard(nowUs);
        }
        checkedUs = nowUs;
        return nowUs - heardUs >= SILENT_US
                || (unansweredUs != NONE && nowUs - unansweredUs >= UNANSWERED_US);
    }
}
