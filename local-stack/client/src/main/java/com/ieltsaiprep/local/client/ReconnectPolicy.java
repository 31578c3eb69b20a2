package com.ieltsaiprep.local.client;

import java.util.random.RandomGenerator;

/**
 * Reconnect policy: decides when to connect, when to retry with backoff, and when a silent
 * connection counts as lost. One thread; times in µs.
 */
final class ReconnectPolicy {
    /** Longest silence while frames go out, which are acknowledged every 250 ms. */
    private static final long SENDING_TIMEOUT_US = 2_500_000;

    /** Longest silence while no frames go out: six pings. */
    private static final long IDLE_TIMEOUT_US = 6_000_000;

    /**
     * Shortest pause between calls, normally 32 ms apart, that counts as a stall of this process.
     */
    private static final long MIN_STALL_US = 200_000;

    private static final long QUICK_TIMEOUT_US = 2_000_000;
    private static final long SLOW_TIMEOUT_US = 5_000_000;
    private static final int QUICK_ATTEMPTS = 3;
    private static final long FIRST_DELAY_US = 250_000;
    private static final long MAX_DELAY_US = 4_000_000;
    private static final int DOUBLINGS = 4;

    /** Lifetime of a capsule, after which there is nothing to resume. */
    private static final long GIVE_UP_US = 30 * 60 * 1_000_000L;

    /** Action to take on the connection. */
    enum Action {
        NOTHING,
        CONNECT,
        /** Abandon this connection, or this attempt: {@link #onLost} is to follow. */
        DROP,
        GIVE_UP
    }

    private enum State {
        OPEN,
        DOWN,
        CONNECTING
    }

    private final RandomGenerator random;
    private State state = State.DOWN;

    /** Set once the conversation has started or resumed on this connection. */
    private boolean resumed;

    private int attempts;
    private long downUs;
    private long nextAttemptUs;
    private long deadlineUs;
    private long receivedUs;
    private long checkedUs;

    ReconnectPolicy(RandomGenerator random) {
        this.random = random;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Returns the number of attempts since the conversation last started or resumed. */
    int attempts() {
        return attempts;
    }

    /** Notes that the connection is open. */
    void onOpened(long nowUs) {
        state = State.OPEN;
        receivedUs = nowUs;
        checkedUs = nowUs;
    }

    /** Notes that something arrived, which keeps the connection alive. */
    void onReceived(long nowUs) {
        receivedUs = nowUs;
    }

    /**
     * Notes that the conversation started or resumed: the next loss begins a new series of
     * attempts.
     */
    void onResumed() {
        resumed = true;
    }

    /** Schedules the next attempt after a lost connection or a failed attempt. */
    void onLost(long nowUs) {
        if (resumed || attempts == 0) {
            resumed = false;
            attempts = 0;
            downUs = nowUs;
        }
        state = State.DOWN;
        nextAttemptUs = nowUs + delayUs();
    }

    /**
     * Returns the action that is due.
     *
     * @param sending whether frames go out, if the connection is open
     */
    Action nextAction(long nowUs, boolean sending) {
        ignoreOwnStall(nowUs);
        return switch (state) {
            case OPEN ->
                    nowUs - receivedUs > (sending ? SENDING_TIMEOUT_US : IDLE_TIMEOUT_US)
                            ? Action.DROP
                            : Action.NOTHING;
            case CONNECTING -> nowUs > deadlineUs ? Action.DROP : Action.NOTHING;
            case DOWN -> {
                if (nowUs - downUs > GIVE_UP_US) {
                    yield Action.GIVE_UP;
                }
                yield nowUs >= nextAttemptUs ? connect(nowUs) : Action.NOTHING;
            }
        };
    }

    /** Extends the allowed silence by a stall of this process, in which it read nothing either. */
    private void ignoreOwnStall(long nowUs) {
        long sinceUs = nowUs - checkedUs;
        checkedUs = nowUs;
        receivedUs += sinceUs > MIN_STALL_US ? sinceUs : 0;
    }

    private Action connect(long nowUs) {
        state = State.CONNECTING;
        attempts++;
        deadlineUs = nowUs + (attempts <= QUICK_ATTEMPTS ? QUICK_TIMEOUT_US : SLOW_TIMEOUT_US);
        return Action.CONNECT;
    }

    /**
     * Returns the backoff: none at first, then with full jitter, so that clients do not return
     * together.
     */
    private long delayUs() {
        if (attempts == 0) {
            return 0;
        }
        long spanUs = FIRST_DELAY_US << Math.min(attempts - 1, DOUBLINGS);
        return random.nextLong(Math.min(spanUs, MAX_DELAY_US) + 1);
    }
}
