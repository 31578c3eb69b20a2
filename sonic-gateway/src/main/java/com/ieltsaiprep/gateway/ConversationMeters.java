package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.conversation.port.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.port.RotationReason;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;

/** Metrics of conversations; failures that an operator must know are logged too. */
record ConversationMeters(GatewayMetrics metrics, UnknownEventLog unknownEvents)
        implements ConversationObserver {
    private static final Logger log = LoggerFactory.getLogger(ConversationMeters.class);

    @Override
    public void onMicrophoneLoss(LossReason reason, int frames) {
        metrics.onMicrophoneLoss(reason.name().toLowerCase(Locale.ROOT), frames);
    }

    @Override
    public void onReplyStarted(long delayUs) {
        metrics.recordReplyDelay(delayUs);
    }

    @Override
    public void onInterrupted() {
        metrics.onBargeIn();
    }

    @Override
    public void onStreamFailed(String sessionId, StreamEnd.Failure failure) {
        String kind = SonicMeters.kind(failure);
        metrics.onStreamFailed(kind, failure.cause());
        log.warn(
                "event=stream_failed session={} kind={} cause={}",
                sessionId,
                kind,
                failure.cause());
    }

    @Override
    public void onStreamRotated(RotationReason reason) {
        metrics.onStreamRotated(reason.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onResumed(boolean reattached) {
        metrics.onResume(reattached ? "reattached" : "taken_over");
    }

    @Override
    public void onResumeRefused(ErrorCode reason) {
        metrics.onResume(reason.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onQualityChanged(Quality quality) {
        metrics.onConnectionQuality(quality.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onTokensUsed(SonicOutput.Usage usage) {
        metrics.onTokensUsed("in", "speech", usage.inputSpeech());
        metrics.onTokensUsed("in", "text", usage.inputText());
        metrics.onTokensUsed("out", "speech", usage.outputSpeech());
        metrics.onTokensUsed("out", "text", usage.outputText());
    }

    @Override
    public void onToolUsed(boolean accepted) {
        metrics.onToolCall(accepted);
    }

    @Override
    public void onUnknownEvent(String name) {
        metrics.onUnknownEvent();
        unknownEvents.log(name);
    }
}
