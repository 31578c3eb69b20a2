package com.ieltsaiprep.gateway.conversation.port;

import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/**
 * Observer of conversations, for metrics and the log. It receives counts, durations and codes, and
 * never what was said. Called on any event loop, so implementations are thread-safe.
 */
public interface ConversationObserver {
    /**
     * Reports microphone frames (20 to 40 ms of audio each) that were dropped before they reached
     * the model.
     *
     * @param reason why they were dropped
     * @param frames number of frames
     */
    void onMicrophoneLoss(LossReason reason, int frames);

    /**
     * Reports that Nova Sonic sent the first audio of a reply that was due.
     *
     * @param delayUs time since the reply became due, µs; normally that is when the transcript of
     *     the candidate's last words arrives
     */
    void onReplyStarted(long delayUs);

    /**
     * Reports a barge-in: the candidate spoke while the examiner did, and the reply was cut off.
     */
    void onInterrupted();

    /**
     * Reports the failure of a conversation's stream to Nova Sonic: of the active stream after Nova
     * Sonic had accepted it, or of the standby stream that was to replace it, even while that was
     * being opened.
     *
     * @param sessionId id of the conversation, for the log
     * @param failure kind and cause of the failure
     */
    void onStreamFailed(String sessionId, StreamEnd.Failure failure);

    /**
     * Reports that a stream to Nova Sonic became the active stream of its conversation: the first
     * stream, or the successor of another.
     */
    void onStreamRotated(RotationReason reason);

    /**
     * Reports a client that resumed its conversation over a new connection.
     *
     * @param reattached true if this node still had the conversation; false if it was restored from
     *     the client's capsule (encrypted conversation state)
     */
    void onResumed(boolean reattached);

    /**
     * Reports a client that was refused because of its capsule (encrypted conversation state), or
     * because it presented no capsule after it had acknowledged one.
     *
     * @param reason error code that the client was sent
     */
    void onResumeRefused(ErrorCode reason);

    /** Reports that the rating of a client connection's quality changed to {@code quality}. */
    void onQualityChanged(Quality quality);

    /**
     * Reports the tokens that Nova Sonic has charged for a stream since it last reported its usage.
     */
    void onTokensUsed(SonicOutput.Usage usage);

    /**
     * Reports that the model called a tool; the only tool ends the interview.
     *
     * @param accepted true if the call ended the interview; false if it was refused, for instance
     *     as too early
     */
    void onToolUsed(boolean accepted);

    /**
     * Reports an event of Nova Sonic that this version does not know and ignored.
     *
     * @param name name of the event, as Nova Sonic sent it, cut to 64 characters
     */
    void onUnknownEvent(String name);
}
