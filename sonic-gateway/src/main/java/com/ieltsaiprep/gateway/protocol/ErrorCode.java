package com.ieltsaiprep.gateway.protocol;

/** Error codes of the protocol; in JSON in lower case. */
public enum ErrorCode {
    /** Unknown message type; the message was ignored. */
    UNKNOWN_TYPE,
    /** JSON that is no object, or is too deep or too long for one. */
    MALFORMED_JSON,
    /** Missing field, or one of the wrong type or out of range. */
    INVALID_FIELD,
    /** First message other than {@code start} and {@code resume}. */
    NOT_STARTED,
    /** Second {@code start} or {@code resume}. */
    ALREADY_STARTED,
    /** Binary message that is not an audio frame of this version. */
    BAD_AUDIO_FRAME,
    /** Audio frame whose sequence does not follow its predecessor's. */
    AUDIO_OUT_OF_ORDER,
    /** Rate of messages or audio above that of a microphone. */
    TOO_FAST,
    /** Capsule that no gateway sealed, or that was altered. */
    CAPSULE_ALTERED,
    /** Capsule sealed with a key that is no longer, or not here, in use. */
    CAPSULE_UNKNOWN_KEY,
    /** Capsule older than 30 min. */
    CAPSULE_EXPIRED,
    /** Capsule of another user. */
    CAPSULE_OF_ANOTHER_USER,
    /** Capsule of another session of the same user. */
    CAPSULE_OF_ANOTHER_SESSION,
    /** Superseded capsule: the client has acknowledged a newer one, or one and shows none. */
    CAPSULE_SUPERSEDED
}
