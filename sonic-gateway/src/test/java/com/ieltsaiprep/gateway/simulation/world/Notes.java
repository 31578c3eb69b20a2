package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.RotationReason;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/** What the core tells logs and metrics. */
record Notes(Witness witness) implements ConversationObserver {
    @Override
    public void onMicrophoneLoss(LossReason reason, int frames) {
        witness.noted(reason.name());
    }

    @Override
    public void onReplyStarted(long delayUs) {}

    @Override
    public void onInterrupted() {}

    @Override
    public void onStreamFailed(String sessionId, StreamEnd.Failure failure) {
        witness.noted(sessionId);
        witness.noted(failure.toString());
    }

    @Override
    public void onStreamRotated(RotationReason reason) {
        witness.noted(reason.name());
    }

    @Override
    public void onResumed(boolean reattached) {}

    @Override
    public void onResumeRefused(ErrorCode reason) {
        witness.noted(reason.name());
    }

    @Override
    public void onQualityChanged(Quality quality) {
        witness.noted(quality.name());
    }

    @Override
    public void onTokensUsed(SonicOutput.Usage usage) {
        witness.noted(usage.toString());
    }

    @Override
    public void onToolUsed(boolean accepted) {}

    @Override
    public void onUnknownEvent(String name) {
        witness.noted(name);
    }
}
