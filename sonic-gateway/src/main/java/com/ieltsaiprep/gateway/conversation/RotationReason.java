package com.ieltsaiprep.gateway.conversation;

/** Why a stream takes over from another. */
public enum RotationReason {
    /** It is the first, or the one before it failed. */
    AFTER_LOSS,
    /** Between two turns. */
    IN_SILENCE,
    /** In the candidate's turn, of which the stream before has written down its part. */
    MID_TURN,
    /** At the last moment; what the stream before was given is given again. */
    FORCED
}
