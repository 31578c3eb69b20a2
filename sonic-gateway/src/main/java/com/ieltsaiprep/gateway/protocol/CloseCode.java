package com.ieltsaiprep.gateway.protocol;

/**
 * Close codes of the gateway (RFC 6455, section 7.4). After a resumable one the client may
 * reconnect with a new ticket at once; after a fatal one it must not, because the same would happen
 * again.
 */
public enum CloseCode {
    /** Regular end of the conversation. */
    NORMAL(1000, false),
    /** Draining or shutdown of this node. */
    GOING_AWAY(1001, true),
    /** Invalid WebSocket framing. */
    PROTOCOL_ERROR(1002, false),
    /** Text message that is not UTF-8. */
    INVALID_UTF8(1007, false),
    /** Rate of messages or audio above that of a microphone. */
    TOO_FAST(1008, false),
    /** Message over the size limit. */
    TOO_BIG(1009, false),
    /** Internal fault of the gateway. */
    INTERNAL_ERROR(1011, true),
    /** Failure to open Maya's stream, or to open it again. */
    EXAMINER_UNAVAILABLE(4000, true),
    /** Slow client: it took no audio for too long. */
    TOO_SLOW(4001, true),
    /** Idle timeout: nothing was received from the client for too long. */
    IDLE(4002, true),
    /** Timeout of {@code start} or {@code resume}. */
    START_TIMEOUT(4003, true),
    /** Violation of this protocol; an {@code error} message before says which. */
    BAD_MESSAGE(4400, false),
    /** Takeover: the conversation continues over another connection. */
    TAKEN_OVER(4409, false),
    /** Refused capsule; an {@code error} message before says why. */
    CAPSULE_REFUSED(4410, false);

    private final int code;
    private final boolean resumable;

    CloseCode(int code, boolean resumable) {
        this.code = code;
        this.resumable = resumable;
    }

    /** Returns the number in the close frame. */
    public int code() {
        return code;
    }

    /** Returns whether the client may reconnect. */
    public boolean resumable() {
        return resumable;
    }
}
