package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.LossReason;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.ArrayList;
import java.util.List;

/** Counts what it is told. */
public final class RecordingObserver implements ConversationObserver {
    final List<StreamEnd.Failure> failures = new ArrayList<>();
    final List<StreamChange> changes = new ArrayList<>();
    final List<Boolean> resumptions = new ArrayList<>();
    final List<ErrorCode> refusals = new ArrayList<>();
    final List<Quality> qualities = new ArrayList<>();
    int lostFrames;
    int interruptions;

    @Override
    public void microphoneLost(LossReason reason, int frames) {
        lostFrames += frames;
    }

    @Override
    public void replyStarted(long delayUs) {}

    @Override
    public void interrupted() {
        interruptions++;
    }

    @Override
    public void streamFailed(String sessionId, StreamEnd.Failure failure) {
        failures.add(failure);
    }

    @Override
    public void streamChanged(StreamChange change) {
        changes.add(change);
    }

    @Override
    public void resumed(boolean reattached) {
        resumptions.add(reattached);
    }

    @Override
    public void resumeRefused(ErrorCode reason) {
        refusals.add(reason);
    }

    @Override
    public void qualityChanged(Quality quality) {
        qualities.add(quality);
    }

    @Override
    public void used(SonicOutput.Usage usage) {}

    @Override
    public void toolUsed(boolean accepted) {}

    @Override
    public void unknownEvent(String name) {}
}
