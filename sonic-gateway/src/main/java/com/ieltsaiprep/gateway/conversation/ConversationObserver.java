package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/** What conversations tell the metrics and the log; never content. On any event loop. */
public interface ConversationObserver {
    /** Microphone frames were left out. */
    void microphoneLost(LossReason reason, int frames);

    /** The first audio of a reply went to the client, this long after the candidate's turn, µs. */
    void replyStarted(long delayUs);

    /** Barge-in: a reply was cut off. */
    void interrupted();

    /** A stream ended against our will. */
    void streamFailed(String sessionId, StreamEnd.Failure failure);

    /** A stream took over from another, or is the first. */
    void streamChanged(StreamChange change);

    /** A client came back: to the conversation as it was here, or with a capsule. */
    void resumed(boolean reattached);

    /** A client could not resume. */
    void resumeRefused(ErrorCode reason);

    /** A connection became better or worse. */
    void qualityChanged(Quality quality);

    /** Tokens were used. */
    void used(SonicOutput.Usage usage);

    /** Maya called a tool. */
    void toolUsed(boolean accepted);

    /** The service sent an event that this version does not know. */
    void unknownEvent(String name);
}
