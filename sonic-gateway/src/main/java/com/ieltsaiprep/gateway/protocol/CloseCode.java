package com.ieltsaiprep.gateway.protocol;

/**
 * WebSocket close codes of the gateway (RFC 6455, section 7.4). After a resumable code the client
 * may reconnect at once with a new ticket (single-use secret); after a fatal code it must not,
 * because the same would happen again.
 */
public enum CloseCode {
    /** Regular end of the conversation. */
    NORMAL(1000, false),
    /** Draining or shutdown of this node; the client can resume on another node. */
    GOING_AWAY(1001, true),
    /** Invalid WebSocket framing. */
    PROTOCOL_ERROR(1002, false),
    /** Text message that is not UTF-8. */
    INVALID_UTF8(1007, false),
    /** Messages or audio above the rate limits, which are higher than any microphone needs. */
    TOO_FAST(1008, false),
    /** Message over the size limit. */
    TOO_BIG(1009, false),
    /** Internal fault of the gateway. */
    INTERNAL_ERROR(1011, true),
    /** Failure to open a stream to the speech model, or to open it again. */
    EXAMINER_UNAVAILABLE(4000, true),
    /** Slow client: for 10 s it neither took nor played audio, while more was waiting for it. */
    TOO_SLOW(4001, true),
    /** Idle timeout: nothing was received from the client for 30 s. */
    IDLE(4002, true),
    /** Start timeout: the client sent neither {@code start} nor {@code resume} within 5 s. */
    START_TIMEOUT(4003, true),
    /**
     * Violation of the message protocol; the {@code error} message sent just before describes it.
     */
    BAD_MESSAGE(4400, false),
    /** Takeover: the conversation continues over another connection. */
    TAKEN_OVER(4409, false),
    /**
     * Refusal to resume from the client's capsule (encrypted conversation state); the {@code error}
     * message sent just before says why.
     */
    CAPSULE_REFUSED(4410, false),
    /**
     * Revocation: the user has signed out everywhere or deleted the account, or has begun a later
     * session of the same attempt.
     */
    REVOKED(4411, false);

    private final int code;
    private final boolean resumable;

    CloseCode(int code, boolean resumable) {
        this.code = code;
        this.resumable = resumable;
    }

    /** Returns the number of this code in the WebSocket close frame. */
    public int code() {
        return code;
    }

    /** Returns whether the client may reconnect after this code and resume its conversation. */
    public boolean resumable() {
        return resumable;
    }
}
