package com.ieltsaiprep.local.client;

import java.util.random.RandomGenerator;

/** Reconnect policy: decides when to connect, and when to retry with backoff. Times in µs. */
final class ReconnectPolicy {
    private static final long QUICK_TIMEOUT_US = 2_000_000;
    private static final long SLOW_TIMEOUT_US = 5_000_000;
    private static final int QUICK_ATTEMPTS = 3;
    private static final long FIRST_DELAY_US = 250_000;
    private static final long MAX_DELAY_US = 4_000_000;
    private static final int DOUBLINGS = 4;

    /** Lifetime of a capsule, after which there is nothing to resume. */
    private static final long GIVE_UP_US = 30 * 60 * 1_000_000L;

    /** Action to take while there is no connection. */
    enum Action {
        NOTHING,
        CONNECT,
        /** Abandon this attempt: {@link #onLost} is to follow. */
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

    /** Creates a policy without a connection, whose first attempt is due now. */
    ReconnectPolicy(RandomGenerator random, long nowUs) {
        this.random = random;
        this.downUs = nowUs;
        this.nextAttemptUs = nowUs;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Returns the number of attempts since the conversation last started or resumed. */
    int attempts() {
        return attempts;
    }

    /** Notes that the connection is open. */
    void onOpened() {
        state = State.OPEN;
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

    /** Extends an attempt by a stall of the client, which could not take note of its success. */
    void onStalled(long forUs) {
        deadlineUs += forUs;
    }

    /** Returns the action that is due. */
    Action nextAction(long nowUs) {
        return switch (state) {
            case OPEN -> Action.NOTHING;
            case CONNECTING -> nowUs > deadlineUs ? Action.DROP : Action.NOTHING;
            case DOWN -> {
                if (nowUs - downUs > GIVE_UP_US) {
                    yield Action.GIVE_UP;
                }
                yield nowUs >= nextAttemptUs ? connect(nowUs) : Action.NOTHING;
            }
        };
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
