package com.ieltsaiprep.gateway.conversation.port;

/** Reason for which a stream becomes active. */
public enum RotationReason {
    /** First stream, or replacement of one that failed. */
    AFTER_LOSS,
    /** Rotation between two turns. */
    IN_SILENCE,
    /** Rotation within the candidate's turn, after the old stream has transcribed its part. */
    MID_TURN,
    /** Rotation at the age limit; the audio of the open turn is replayed. */
    FORCED
}
