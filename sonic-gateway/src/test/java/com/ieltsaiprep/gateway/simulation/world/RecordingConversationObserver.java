package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.StreamChange;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/**
 * Conversation observer that passes every text for logs and metrics to the simulation's observer.
 */
record RecordingConversationObserver(SimulationObserver observer) implements ConversationObserver {
    @Override
    public void microphoneLost(LossReason reason, int frames) {
        observer.onTelemetryText(reason.name());
    }

    @Override
    public void replyStarted(long delayUs) {}

    @Override
    public void interrupted() {}

    @Override
    public void streamFailed(String sessionId, StreamEnd.Failure failure) {
        observer.onTelemetryText(sessionId);
        observer.onTelemetryText(failure.toString());
    }

    @Override
    public void streamChanged(StreamChange change) {
        observer.onTelemetryText(change.name());
    }

    @Override
    public void resumed(boolean reattached) {}

    @Override
    public void resumeRefused(ErrorCode reason) {
        observer.onTelemetryText(reason.name());
    }

    @Override
    public void qualityChanged(Quality quality) {
        observer.onTelemetryText(quality.name());
    }

    @Override
    public void used(SonicOutput.Usage usage) {
        observer.onTelemetryText(usage.toString());
    }

    @Override
    public void toolUsed(boolean accepted) {}

    @Override
    public void unknownEvent(String name) {
        observer.onTelemetryText(name);
    }
}
