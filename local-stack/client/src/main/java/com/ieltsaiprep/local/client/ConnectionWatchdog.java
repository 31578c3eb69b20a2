package com.ieltsaiprep.local.client;

/**
 * Connection watchdog: declares a connection dead when acknowledgements or all messages are
 * overdue. Times in µs.
 */
final class ConnectionWatchdog {
    /** Longest wait after a frame that is acknowledged every 250 ms. */
    private static final long ACK_TIMEOUT_US = 2_500_000;

    /** Longest silence: six pings. */
    private static final long IDLE_TIMEOUT_US = 6_000_000;

    private static final long NONE = Long.MAX_VALUE;

    private long lastReceivedUs;
    private long unacknowledgedSinceUs = NONE;

    /** Records that data arrived, or that a connection begins. */
    void onReceived(long nowUs) {
        lastReceivedUs = nowUs;
        unacknowledgedSinceUs = NONE;
    }

    /** Records that a frame was sent that the gateway should acknowledge. */
    void onSent(long nowUs) {
        unacknowledgedSinceUs = Math.min(unacknowledgedSinceUs, nowUs);
    }

    /** Extends the deadlines by a stall of the client, in which it read nothing either. */
    void onStalled(long forUs) {
        lastReceivedUs += forUs;
        if (unacknowledgedSinceUs != NONE) {
            unacknowledgedSinceUs += forUs;
        }
    }

    boolean isDead(long nowUs) {
        return nowUs - lastReceivedUs >= IDLE_TIMEOUT_US
                || (unacknowledgedSinceUs != NONE
                        && nowUs - unacknowledgedSinceUs >= ACK_TIMEOUT_US);
    }
}
