package com.ieltsaiprep.gateway.protocol;

/**
 * Every code with which the gateway closes a connection (RFC 6455, section 7.4). After a resumable
 * one the client may reconnect with a new ticket at once; after a fatal one it must not, since the
 * same would happen again.
 */
public enum CloseCode {
    /** The conversation is over. */
    NORMAL(1000, false),
    /** This node is going away. */
    GOING_AWAY(1001, true),
    /** Broken WebSocket framing. */
    PROTOCOL_ERROR(1002, false),
    /** A text message that is not UTF-8. */
    INVALID_UTF8(1007, false),
    /** More messages or audio than a microphone makes. */
    TOO_FAST(1008, false),
    /** A message over the size limit. */
    TOO_BIG(1009, false),
    /** A fault of the gateway. */
    INTERNAL_ERROR(1011, true),
    /** Maya's stream could not be opened, or opened again. */
    EXAMINER_UNAVAILABLE(4000, true),
    /** The client took no audio for too long. */
    TOO_SLOW(4001, true),
    /** Nothing was heard from the client for too long. */
    IDLE(4002, true),
    /** No {@code start} or {@code resume} within the deadline. */
    START_TIMEOUT(4003, true),
    /** The client broke this protocol; an {@code error} message before says how. */
    BAD_MESSAGE(4400, false),
    /** The conversation goes on over another connection. */
    TAKEN_OVER(4409, false),
    /** The capsule cannot be resumed from; an {@code error} message before says why. */
    CAPSULE_REFUSED(4410, false);

    private final int code;
    private final boolean resumable;

    CloseCode(int code, boolean resumable) {
        this.code = code;
        this.resumable = resumable;
    }

    /** The number in the close frame. */
    public int code() {
        return code;
    }

    /** Whether the client may reconnect. */
    public boolean resumable() {
        return resumable;
    }
}
