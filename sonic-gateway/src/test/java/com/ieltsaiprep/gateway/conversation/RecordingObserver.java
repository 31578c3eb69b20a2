package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.port.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.port.RotationReason;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.ArrayList;
import java.util.List;

/** Observer that records its calls. */
public final class RecordingObserver implements ConversationObserver {
    final List<StreamEnd.Failure> failures = new ArrayList<>();
    final List<RotationReason> rotations = new ArrayList<>();
    final List<Boolean> resumptions = new ArrayList<>();
    final List<ErrorCode> refusals = new ArrayList<>();
    final List<Quality> qualities = new ArrayList<>();
    int lostFrames;
    int interruptions;

    @Override
    public void onMicrophoneLoss(LossReason reason, int frames) {
        lostFrames += frames;
    }

    @Override
    public void onReplyStarted(long delayUs) {}

    @Override
    public void onInterrupted() {
        interruptions++;
    }

    @Override
    public void onStreamFailed(String sessionId, StreamEnd.Failure failure) {
        failures.add(failure);
    }

    @Override
    public void onStreamRotated(RotationReason reason) {
        rotations.add(reason);
    }

    @Override
    public void onResumed(boolean reattached) {
        resumptions.add(reattached);
    }

    @Override
    public void onResumeRefused(ErrorCode reason) {
        refusals.add(reason);
    }

    @Override
    public void onQualityChanged(Quality quality) {
        qualities.add(quality);
    }

    @Override
    public void onTokensUsed(SonicOutput.Usage usage) {}

    @Override
    public void onToolUsed(boolean accepted) {}

    @Override
    public void onUnknownEvent(String name) {}
}
