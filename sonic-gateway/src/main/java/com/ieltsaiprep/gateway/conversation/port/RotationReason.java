package com.ieltsaiprep.gateway.conversation.port;

/**
 * Reason for which a stream to Nova Sonic becomes the active stream of its conversation, the one to
 * which the candidate's audio is sent.
 */
public enum RotationReason {
    /** First stream of the conversation on this node, or replacement of a stream that failed. */
    AFTER_LOSS,
    /** Planned rotation while neither side speaks and no reply is due. */
    IN_SILENCE,
    /**
     * Planned rotation within the candidate's turn, after the old stream has transcribed what it
     * heard.
     */
    MID_TURN,
    /**
     * Rotation at the age limit during a reply, or without a transcript of the candidate's latest
     * words. Audio that was not transcribed is replayed to the new stream if all of it is still
     * held.
     */
    FORCED
}
