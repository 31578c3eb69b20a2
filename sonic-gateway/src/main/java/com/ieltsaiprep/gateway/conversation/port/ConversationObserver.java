package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/**
 * Observer of conversations, for metrics and the log. It never receives content. Called on any
 * event loop.
 */
public interface ConversationObserver {
    /** Reports microphone frames that were dropped. */
    void onMicrophoneLoss(LossReason reason, int frames);

    /** Reports a reply's first audio, {@code delayUs} after the end of the candidate's turn. */
    void onReplyStarted(long delayUs);

    /** Reports a barge-in that cut off a reply. */
    void onInterrupted();

    /** Reports a stream that failed after it was open. */
    void onStreamFailed(String sessionId, StreamEnd.Failure failure);

    /** Reports that a stream became active: the first, or a successor. */
    void onStreamRotated(RotationReason reason);

    /** Reports a client that resumed: re-attached to its conversation here, or from a capsule. */
    void onResumed(boolean reattached);

    /** Reports a client that was refused to resume. */
    void onResumeRefused(ErrorCode reason);

    /** Reports that the quality of a connection changed. */
    void onQualityChanged(Quality quality);

    /** Reports the tokens that Nova Sonic charged. */
    void onTokensUsed(SonicOutput.Usage usage);

    /** Reports a tool call of the model's. */
    void onToolUsed(boolean accepted);

    /** Reports an event of the service that this version does not know. */
    void onUnknownEvent(String name);
}
