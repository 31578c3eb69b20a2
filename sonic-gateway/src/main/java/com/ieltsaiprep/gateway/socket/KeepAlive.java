package com.ieltsaiprep.gateway.socket;

/** Keep-alive of a connection: decides when to ping the client and when it has timed out. */
final class KeepAlive {
    private static final long START_TIMEOUT_US = 5_000_000;
    private static final long PING_INTERVAL_US = 15_000_000;
    private static final long IDLE_TIMEOUT_US = 30_000_000;

    /** Action that is due. */
    enum Action {
        NONE,
        PING,
        START_TIMEOUT,
        IDLE_TIMEOUT
    }

    private final long openedUs;
    private long receivedUs;
    private long pingedUs;

    KeepAlive(long nowUs) {
        this.openedUs = nowUs;
        this.receivedUs = nowUs;
        this.pingedUs = nowUs;
    }

    /** Records that a message or a pong was received. */
    void onReceived(long nowUs) {
        receivedUs = nowUs;
    }

    /** Returns the action that is due, and takes it as done; to be called every 20 ms. */
    Action check(long nowUs, boolean started) {
        if (!started && nowUs - openedUs >= START_TIMEOUT_US) {
            return Action.START_TIMEOUT;
        }
        if (nowUs - receivedUs >= IDLE_TIMEOUT_US) {
            return Action.IDLE_TIMEOUT;
        }
        if (nowUs - pingedUs >= PING_INTERVAL_US) {
            pingedUs = nowUs;
            return Action.PING;
        }
        return Action.NONE;
    }
}
