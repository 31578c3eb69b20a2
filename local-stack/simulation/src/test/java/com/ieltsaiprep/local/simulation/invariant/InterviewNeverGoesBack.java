package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.exam.Interview;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.Map;

/**
 * I7: an interview never goes back. The examiner greets first and never again, may finish once and
 * not too early, and says goodbye only then.
 */
final class InterviewNeverGoesBack implements SimulationObserver {
    private static final long MIN_INTERVIEW_US = 210_000_000;
    private static final long MAX_INTERVIEW_US = 20 * 60_000_000L;

    private final VirtualTimeScheduler scheduler;
    private final OwnershipTracker ownership;
    private final Map<String, Long> startedUs = new HashMap<>();
    private final Map<ConversationOwner, Position> positions = new HashMap<>();

    private static final class Position {
        private boolean replied;
        private boolean finished;
    }

    InterviewNeverGoesBack(VirtualTimeScheduler scheduler, OwnershipTracker ownership) {
        this.scheduler = scheduler;
        this.ownership = ownership;
    }

    private Position position(ConversationOwner owner) {
        return positions.computeIfAbsent(
                owner,
                it -> {
                    Position position = new Position();
                    if (it.capsule() != null) {
                        position.replied = it.capsule().repliesEnded() > 0;
                        position.finished = it.capsule().interviewFinished();
                    }
                    return position;
                });
    }

    private long elapsedUs(String sessionId) {
        return scheduler.nowUs() - startedUs.getOrDefault(sessionId, 0L);
    }

    @Override
    public void onClientMessage(SimulatedSocket socket, ClientMessage message) {
        if (message instanceof ClientMessage.Start) {
            startedUs.putIfAbsent(socket.conversation().sessionId(), scheduler.nowUs());
        }
    }

    @Override
    public void onOutput(SimulatedSonicStream stream, SonicOutput event) {
        ConversationOwner owner = ownership.ownerOf(stream);
        if (owner != null
                && event instanceof SonicOutput.ContentEnd end
                && end.type() == ContentType.AUDIO
                && end.stopReason() == StopReason.END_TURN
                && !stream.isFinishing()) {
            position(owner).replied = true;
        }
    }

    @Override
    public void onInput(SimulatedSonicStream stream, SonicInput event) {
        ConversationOwner owner = ownership.ownerOf(stream);
        if (owner == null) {
            return;
        }
        if (event instanceof SonicInput.ToolResult result
                && result.json().startsWith("{\"accepted\":true")) {
            onFinished(owner);
        } else if (event instanceof SonicInput.Text(_, _, String content)) {
            onPrompt(owner, content);
        }
    }

    private void onFinished(ConversationOwner owner) {
        Position position = position(owner);
        if (position.finished || elapsedUs(owner.sessionId()) < MIN_INTERVIEW_US) {
            throw new InvariantViolation("I7", "finished twice or too early: " + owner);
        }
        position.finished = true;
    }

    private void onPrompt(ConversationOwner owner, String prompt) {
        Position position = position(owner);
        boolean isAllowed =
                switch (prompt) {
                    case Interview.GREET -> !position.replied && !position.finished;
                    case Interview.GOODBYE -> position.finished;
                    case Interview.GO_ON, Interview.NEXT -> !position.finished;
                    default -> true;
                };
        if (!isAllowed) {
            throw new InvariantViolation("I7", "told '" + prompt + "' at the wrong time: " + owner);
        }
    }

    @Override
    public void onServerMessage(SimulatedSocket socket, ServerMessage message) {
        ConversationOwner owner = ownership.ownerOf(socket);
        if (message instanceof ServerMessage.Ended(EndReason reason)
                && reason == EndReason.EXAMINER
                && owner != null
                && owner.socket() == socket
                && !position(owner).finished
                && elapsedUs(owner.sessionId()) < MAX_INTERVIEW_US) {
            throw new InvariantViolation("I7", "ended before its end: " + owner);
        }
    }
}
