package com.ieltsaiprep.local.simulation.world;

/**
 * Watchdog of a device: declares a connection dead when acknowledgements or all messages are
 * overdue.
 */
final class ConnectionWatchdog {
    private static final long ACK_TIMEOUT_US = 2_500_000;
    private static final long IDLE_TIMEOUT_US = 6_000_000;

    /**
     * Pause between checks after which the device was suspended: it has not read yet what arrived
     * meanwhile.
     */
    private static final long SUSPENDED_US = 1_000_000;

    private static final long NONE = Long.MAX_VALUE;

    private long lastReceivedUs;
    private long unacknowledgedSinceUs = NONE;
    private long lastCheckUs;

    /** Records that data arrived, or that a connection begins. */
    void onReceived(long nowUs) {
        lastReceivedUs = nowUs;
        unacknowledgedSinceUs = NONE;
    }

    /** Records that a frame was sent that the gateway should acknowledge. */
    void onSent(long nowUs) {
        unacknowledgedSinceUs = Math.min(unacknowledgedSinceUs, nowUs);
    }

    boolean isDead(long nowUs) {
        if (nowUs - lastCheckUs > SUSPENDED_US) {
            onReceived(nowUs);
        }
        lastCheckUs = nowUs;
        return nowUs - lastReceivedUs >= IDLE_TIMEOUT_US
                || (unacknowledgedSinceUs != NONE
                        && nowUs - unacknowledgedSinceUs >= ACK_TIMEOUT_US);
    }
}
