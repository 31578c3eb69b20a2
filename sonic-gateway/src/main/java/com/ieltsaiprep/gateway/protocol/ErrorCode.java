package com.ieltsaiprep.gateway.protocol;

/** The named errors of the protocol; in JSON in lower case. */
public enum ErrorCode {
    /** The message's type is not known in this version; it was ignored. */
    UNKNOWN_TYPE,
    /** Not a JSON object, or too deep or too long for one. */
    MALFORMED_JSON,
    /** A field is missing, of the wrong type or out of range. */
    INVALID_FIELD,
    /** The first message was neither {@code start} nor {@code resume}. */
    NOT_STARTED,
    /** A second {@code start} or {@code resume}. */
    ALREADY_STARTED,
    /** A binary message that is not an audio frame of this version. */
    BAD_AUDIO_FRAME,
    /** An audio frame's sequence is not the one after its predecessor's. */
    AUDIO_OUT_OF_ORDER,
    /** More messages or audio than a microphone makes. */
    TOO_FAST,
    /** The capsule is not one that a gateway sealed. */
    CAPSULE_ALTERED,
    /** The capsule was sealed with a key that is no longer, or not here, in use. */
    CAPSULE_UNKNOWN_KEY,
    /** The capsule is older than 30 min. */
    CAPSULE_EXPIRED,
    /** The capsule is another user's. */
    CAPSULE_OF_ANOTHER_USER,
    /** The capsule is of another session of the user's. */
    CAPSULE_OF_ANOTHER_SESSION,
    /** The client has acknowledged a newer capsule than this, or one and shows none. */
    CAPSULE_SUPERSEDED
}
