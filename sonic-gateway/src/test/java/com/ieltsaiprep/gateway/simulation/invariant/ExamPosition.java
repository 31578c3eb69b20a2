package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.exam.Interview;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import java.util.HashMap;
import java.util.Map;

/**
 * I7: an interview never goes back. Maya greets first and never again, is allowed to finish once
 * and not before its time, and says goodbye only then.
 */
final class ExamPosition implements Witness {
    private static final long SHORTEST_US = 210_000_000;
    private static final long LONGEST_US = 20 * 60_000_000L;

    private final Timeline timeline;
    private final Holders holders;
    private final Map<String, Long> begunUs = new HashMap<>();
    private final Map<Holder, Position> positions = new HashMap<>();

    private static final class Position {
        private boolean replied;
        private boolean finished;
    }

    ExamPosition(Timeline timeline, Holders holders) {
        this.timeline = timeline;
        this.holders = holders;
    }

    private Position position(Holder holder) {
        return positions.computeIfAbsent(
                holder,
                it -> {
                    Position position = new Position();
                    if (it.capsule() != null) {
                        position.replied = it.capsule().repliesEnded() > 0;
                        position.finished = it.capsule().interviewFinished();
                    }
                    return position;
                });
    }

    private long elapsedUs(String session) {
        return timeline.nowUs() - begunUs.getOrDefault(session, 0L);
    }

    @Override
    public void arrived(Socket socket, ClientMessage message) {
        if (message instanceof ClientMessage.Start) {
            begunUs.putIfAbsent(socket.session().identity().sessionId(), timeline.nowUs());
        }
    }

    @Override
    public void told(ModelStream stream, SonicOutput event) {
        Holder holder = holders.of(stream);
        if (holder != null
                && event instanceof SonicOutput.ContentEnd end
                && end.type() == ContentType.AUDIO
                && end.stopReason() == StopReason.END_TURN
                && !stream.finishing()) {
            position(holder).replied = true;
        }
    }

    @Override
    public void handed(ModelStream stream, SonicInput event) {
        Holder holder = holders.of(stream);
        if (holder == null) {
            return;
        }
        if (event instanceof SonicInput.ToolResult result
                && result.json().startsWith("{\"accepted\":true")) {
            onFinished(holder);
        } else if (event instanceof SonicInput.Text(_, _, String content)) {
            onPrompt(holder, content);
        }
    }

    private void onFinished(Holder holder) {
        Position position = position(holder);
        if (position.finished || elapsedUs(holder.session()) < SHORTEST_US) {
            throw new Violation("I7", "finished twice or too early: " + holder);
        }
        position.finished = true;
    }

    private void onPrompt(Holder holder, String prompt) {
        Position position = position(holder);
        boolean right =
                switch (prompt) {
                    case Interview.GREET -> !position.replied && !position.finished;
                    case Interview.GOODBYE -> position.finished;
                    case Interview.GO_ON, Interview.NEXT -> !position.finished;
                    default -> true;
                };
        if (!right) {
            throw new Violation("I7", "told '" + prompt + "' at the wrong time: " + holder);
        }
    }

    @Override
    public void sent(Socket socket, ServerMessage message) {
        Holder holder = holders.of(socket);
        if (message instanceof ServerMessage.Ended(EndReason reason)
                && reason == EndReason.EXAMINER
                && holder != null
                && holder.socket() == socket
                && !position(holder).finished
                && elapsedUs(holder.session()) < LONGEST_US) {
            throw new Violation("I7", "ended before its end: " + holder);
        }
    }
}
