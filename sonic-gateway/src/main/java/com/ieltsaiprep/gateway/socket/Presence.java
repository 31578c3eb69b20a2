package com.ieltsaiprep.gateway.socket;

/** Whether the client is still there: when to ping it, and when to give it up. */
final class Presence {
    private static final long START_DEADLINE_US = 5_000_000;
    private static final long PING_INTERVAL_US = 15_000_000;
    private static final long IDLE_LIMIT_US = 30_000_000;

    /** What is to be done now. */
    enum Verdict {
        PRESENT,
        PING_DUE,
        START_TIMEOUT,
        IDLE
    }

    private final long openedUs;
    private long heardUs;
    private long pingedUs;

    Presence(long nowUs) {
        this.openedUs = nowUs;
        this.heardUs = nowUs;
        this.pingedUs = nowUs;
    }

    /** A message or a pong came in. */
    void heard(long nowUs) {
        heardUs = nowUs;
    }

    /** To be asked every 20 ms; {@code PING_DUE} counts as done. */
    Verdict check(long nowUs, boolean started) {
        if (!started && nowUs - openedUs >= START_DEADLINE_US) {
            return Verdict.START_TIMEOUT;
        }
        if (nowUs - heardUs >= IDLE_LIMIT_US) {
            return Verdict.IDLE;
        }
        if (nowUs - pingedUs >= PING_INTERVAL_US) {
            pingedUs = nowUs;
            return Verdict.PING_DUE;
        }
        return Verdict.PRESENT;
    }
}
