package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.conversation.port.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.port.RotationReason;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/**
 * Conversation observer that passes every text for logs and metrics to the simulation's observer.
 */
record RecordingConversationObserver(SimulationObserver observer) implements ConversationObserver {
    @Override
    public void onMicrophoneLoss(LossReason reason, int frames) {
        observer.onTelemetryText(reason.name());
    }

    @Override
    public void onReplyStarted(long delayUs) {}

    @Override
    public void onInterrupted() {}

    @Override
    public void onStreamFailed(String sessionId, StreamEnd.Failure failure) {
        observer.onTelemetryText(sessionId);
        observer.onTelemetryText(failure.toString());
    }

    @Override
    public void onStreamRotated(RotationReason reason) {
        observer.onTelemetryText(reason.name());
    }

    @Override
    public void onResumed(boolean reattached) {}

    @Override
    public void onResumeRefused(ErrorCode reason) {
        observer.onTelemetryText(reason.name());
    }

    @Override
    public void onQualityChanged(Quality quality) {
        observer.onTelemetryText(quality.name());
    }

    @Override
    public void onTokensUsed(SonicOutput.Usage usage) {
        observer.onTelemetryText(usage.toString());
    }

    @Override
    public void onToolUsed(boolean accepted) {}

    @Override
    public void onUnknownEvent(String name) {
        observer.onTelemetryText(name);
    }
}
