package com.ieltsaiprep.gateway.protocol;

/**
 * Error codes of the client protocol: what was wrong with a client's message. In JSON they are in
 * lower case.
 */
public enum ErrorCode {
    /** Message whose {@code type} the gateway does not know; it was ignored. */
    UNKNOWN_TYPE,
    /** Text that is not one JSON object, is nested too deeply, or contains a name twice. */
    MALFORMED_JSON,
    /** Field that is missing, of the wrong type, or out of range. */
    INVALID_FIELD,
    /** Message before the first {@code start} or {@code resume}. */
    NOT_STARTED,
    /** Second {@code start} or {@code resume} on one connection. */
    ALREADY_STARTED,
    /** Binary message that is not an audio frame of this protocol version. */
    BAD_AUDIO_FRAME,
    /** Audio frame whose sequence number does not follow that of the frame before. */
    AUDIO_OUT_OF_ORDER,
    /** Messages or audio above the rate limits, which are higher than any microphone needs. */
    TOO_FAST,
    /** Capsule (encrypted conversation state) that no gateway made, or that was altered. */
    CAPSULE_ALTERED,
    /** Capsule encrypted with a key that is not, or no longer, in use on this node. */
    CAPSULE_UNKNOWN_KEY,
    /** Capsule (encrypted conversation state) that is older than 30 min. */
    CAPSULE_EXPIRED,
    /** Capsule (encrypted conversation state) of another user than the client's. */
    CAPSULE_OF_ANOTHER_USER,
    /** Capsule (encrypted conversation state) of the client's user, but of another session. */
    CAPSULE_OF_ANOTHER_SESSION,
    /**
     * Outdated capsule, because the client has acknowledged a newer one; or {@code start} without a
     * capsule for a session in which the client has acknowledged one.
     */
    CAPSULE_SUPERSEDED
}
