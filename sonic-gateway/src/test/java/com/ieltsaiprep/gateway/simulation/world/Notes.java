package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.StreamChange;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/** What the core tells logs and metrics. */
record Notes(Witness witness) implements ConversationObserver {
    @Override
    public void microphoneLost(LossReason reason, int frames) {
        witness.noted(reason.name());
    }

    @Override
    public void replyStarted(long delayUs) {}

    @Override
    public void interrupted() {}

    @Override
    public void streamFailed(String sessionId, StreamEnd.Failure failure) {
        witness.noted(sessionId);
        witness.noted(failure.toString());
    }

    @Override
    public void streamChanged(StreamChange change) {
        witness.noted(change.name());
    }

    @Override
    public void resumed(boolean reattached) {}

    @Override
    public void resumeRefused(ErrorCode reason) {
        witness.noted(reason.name());
    }

    @Override
    public void qualityChanged(Quality quality) {
        witness.noted(quality.name());
    }

    @Override
    public void used(SonicOutput.Usage usage) {
        witness.noted(usage.toString());
    }

    @Override
    public void toolUsed(boolean accepted) {}

    @Override
    public void unknownEvent(String name) {
        witness.noted(name);
    }
}
