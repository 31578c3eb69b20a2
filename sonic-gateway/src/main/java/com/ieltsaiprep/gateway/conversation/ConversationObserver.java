package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/** What conversations tell the metrics and the log; never content. On any event loop. */
public interface ConversationObserver {
    /** Microphone frames were left out. */
    void onMicrophoneLoss(LossReason reason, int frames);

    /** The first audio of a reply went to the client, this long after the candidate's turn, µs. */
    void onReplyStarted(long delayUs);

    /** Barge-in: a reply was cut off. */
    void onInterrupted();

    /** A stream ended against our will. */
    void onStreamFailed(String sessionId, StreamEnd.Failure failure);

    /** A stream took over from another, or is the first. */
    void onStreamRotated(RotationReason reason);

    /** A client came back: to the conversation as it was here, or with a capsule. */
    void onResumed(boolean reattached);

    /** A client could not resume. */
    void onResumeRefused(ErrorCode reason);

    /** A connection became better or worse. */
    void onQualityChanged(Quality quality);

    /** Tokens were used. */
    void onTokensUsed(SonicOutput.Usage usage);

    /** Maya called a tool. */
    void onToolUsed(boolean accepted);

    /** The service sent an event that this version does not know. */
    void onUnknownEvent(String name);
}
