package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.conversation.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.RotationReason;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;

/** Counts what happens in conversations, and logs what an operator must know of. */
record ConversationMeters(GatewayMetrics metrics, UnknownEventLog unknownEvents)
        implements ConversationObserver {
    private static final Logger log = LoggerFactory.getLogger(ConversationMeters.class);

    @Override
    public void onMicrophoneLoss(LossReason reason, int frames) {
        metrics.microphoneLost(reason.name().toLowerCase(Locale.ROOT), frames);
    }

    @Override
    public void onReplyStarted(long delayUs) {
        metrics.replyDelay(delayUs);
    }

    @Override
    public void onInterrupted() {
        metrics.interruption();
    }

    @Override
    public void onStreamFailed(String sessionId, StreamEnd.Failure failure) {
        String kind = SonicMeters.kind(failure);
        metrics.streamFailed(kind, failure.cause());
        log.warn(
                "event=stream_failed session={} kind={} cause={}",
                sessionId,
                kind,
                failure.cause());
    }

    @Override
    public void onStreamRotated(RotationReason reason) {
        metrics.streamRotation(reason.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onResumed(boolean reattached) {
        metrics.resumption(reattached ? "reattached" : "taken_over");
    }

    @Override
    public void onResumeRefused(ErrorCode reason) {
        metrics.resumption(reason.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onQualityChanged(Quality quality) {
        metrics.connectionQuality(quality.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onTokensUsed(SonicOutput.Usage usage) {
        metrics.tokens("in", "speech", usage.inputSpeech());
        metrics.tokens("in", "text", usage.inputText());
        metrics.tokens("out", "speech", usage.outputSpeech());
        metrics.tokens("out", "text", usage.outputText());
    }

    @Override
    public void onToolUsed(boolean accepted) {
        metrics.tool(accepted);
    }

    @Override
    public void onUnknownEvent(String name) {
        metrics.unknownEvent();
        unknownEvents.log(name);
    }
}
