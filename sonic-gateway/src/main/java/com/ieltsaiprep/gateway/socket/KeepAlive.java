package com.ieltsaiprep.gateway.socket;

/** Whether the client is still there: when to ping it, and when to give it up. */
final class KeepAlive {
    private static final long START_DEADLINE_US = 5_000_000;
    private static final long PING_INTERVAL_US = 15_000_000;
    private static final long IDLE_LIMIT_US = 30_000_000;

    /** What is to be done now. */
    enum Action {
        PRESENT,
        PING_DUE,
        START_TIMEOUT,
        IDLE
    }

    private final long openedUs;
    private long heardUs;
    private long pingedUs;

    KeepAlive(long nowUs) {
        this.openedUs = nowUs;
        this.heardUs = nowUs;
        this.pingedUs = nowUs;
    }

    /** A message or a pong came in. */
    void heard(long nowUs) {
        heardUs = nowUs;
    }

    /** To be asked every 20 ms; {@code PING_DUE} counts as done. */
    Action check(long nowUs, boolean started) {
        if (!started && nowUs - openedUs >= START_DEADLINE_US) {
            return Action.START_TIMEOUT;
        }
        if (nowUs - heardUs >= IDLE_LIMIT_US) {
            return Action.IDLE;
        }
        if (nowUs - pingedUs >= PING_INTERVAL_US) {
            pingedUs = nowUs;
            return Action.PING_DUE;
        }
        return Action.PRESENT;
    }
}
