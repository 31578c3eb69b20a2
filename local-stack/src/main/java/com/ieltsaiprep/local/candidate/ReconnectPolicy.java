package com.ieltsaiprep.local.candidate;

import java.util.random.RandomGenerator;

/**
 * When to connect, when to try again, and when a connection is as good as lost. One thread; times
 * in µs.
 */
final class ReconnectPolicy {
    /**
     * Acknowledgements come every 250 ms, and pings every second: whoever sends and hears nothing
     * for so long is alone.
     */
    private static final long SENDING_TIMEOUT_US = 2_500_000;

    /** Whoever sends nothing is still pinged: six times in this. */
    private static final long IDLE_TIMEOUT_US = 6_000_000;

    /** Steps come every 32 ms. */
    private static final long MIN_OWN_PAUSE_US = 200_000;

    private static final long QUICK_TIMEOUT_US = 2_000_000;
    private static final long SLOW_TIMEOUT_US = 5_000_000;
    private static final int QUICK_ATTEMPTS = 3;
    private static final long FIRST_DELAY_US = 250_000;
    private static final long MAX_DELAY_US = 4_000_000;
    private static final int DOUBLINGS = 4;

    /** When the capsule expires, too. */
    private static final long GIVE_UP_US = 30 * 60 * 1_000_000L;

    /** What is to be done about the connection. */
    enum Action {
        NOTHING,
        CONNECT,
        /** Give up this connection, or this attempt: {@link #onLost} is to follow. */
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

    /** Whether the conversation goes on over this connection. */
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

    /** Connections tried since the last one on which the conversation went on. */
    int attempts() {
        return attempts;
    }

    /** The connection is open. */
    void onOpened(long nowUs) {
        state = State.OPEN;
        receivedUs = nowUs;
        checkedUs = nowUs;
    }

    /** Something came. */
    void onReceived(long nowUs) {
        receivedUs = nowUs;
    }

    /** The conversation goes on: the next loss is a new one. */
    void onResumed() {
        resumed = true;
    }

    /** The connection is lost, or could not be opened. */
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
     * What is due.
     *
     * @param sending whether frames go out, if the connection is open
     */
    Action nextAction(long nowUs, boolean sending) {
        ignoreOwnPause(nowUs);
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

    /** Whoever was held up has not read what came meanwhile. */
    private void ignoreOwnPause(long nowUs) {
        long sinceUs = nowUs - checkedUs;
        checkedUs = nowUs;
        receivedUs += sinceUs > MIN_OWN_PAUSE_US ? sinceUs : 0;
    }

    private Action connect(long nowUs) {
        state = State.CONNECTING;
        attempts++;
        deadlineUs = nowUs + (attempts <= QUICK_ATTEMPTS ? QUICK_TIMEOUT_US : SLOW_TIMEOUT_US);
        return Action.CONNECT;
    }

    /** At once the first time; then, so that not all come back together, somewhere in a span. */
    private long delayUs() {
        if (attempts == 0) {
            return 0;
        }
        long spanUs = FIRST_DELAY_US << Math.min(attempts - 1, DOUBLINGS);
        return random.nextLong(Math.min(spanUs, MAX_DELAY_US) + 1);
    }
}
