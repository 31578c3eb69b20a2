package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.simulation.world.World;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import java.util.HashSet;
import java.util.Set;

/**
 * I5 and I6: a conversation has at most two streams on a node, each ends exactly once, and none is
 * left 5 s after the conversation has ended there; at the end of the world all have ended. Leases
 * will be counted like the streams, one each.
 */
final class StreamsEnd implements Witness {
    private static final int MOST = 2;
    private static final long AFTER_END_US = 5_000_000;

    /** A client that is away, or was too slow, finds its conversation for 30 s. */
    private static final long AFTER_LOSS_US = 30_000_000 + AFTER_END_US;

    private final Timeline timeline;
    private final World world;
    private final Holders holders;
    private final Set<Integer> closed = new HashSet<>();
    private int opened;

    StreamsEnd(Timeline timeline, World world, Holders holders) {
        this.timeline = timeline;
        this.world = world;
        this.holders = holders;
    }

    @Override
    public void opened(ModelStream stream) {
        opened++;
    }

    @Override
    public void handed(ModelStream stream, SonicInput event) {
        if (event instanceof SonicInput.PromptStart) {
            Holder holder = holders.of(stream);
            if (holder == null || open(holder) > MOST) {
                throw new Violation("I5", "too many streams of " + holder);
            }
        }
    }

    @Override
    public void closed(ModelStream stream, StreamEnd end) {
        if (!closed.add(stream.number())) {
            throw new Violation("I5", stream + " ended twice");
        }
    }

    @Override
    public void closed(Socket socket, CloseCode code) {
        expectEnd(socket, code == CloseCode.TOO_SLOW ? AFTER_LOSS_US : AFTER_END_US);
    }

    @Override
    public void gone(Socket socket) {
        expectEnd(socket, AFTER_LOSS_US);
    }

    private void expectEnd(Socket socket, long withinUs) {
        Holder holder = holders.of(socket);
        if (holder != null && holder.socket() == socket) {
            timeline.after(withinUs, () -> check(holder, socket, withinUs));
        }
    }

    private void check(Holder holder, Socket socket, long withinUs) {
        boolean wentOn = holder.socket() != socket || socket.loop().node().gone();
        if (wentOn || open(holder) == 0) {
            return;
        }
        if (socket.loop().node().awakeForUs() < withinUs) {
            timeline.after(withinUs, () -> check(holder, socket, withinUs));
            return;
        }
        throw new Violation("I5", "streams left of " + holder);
    }

    private long open(Holder holder) {
        return world.sonic().streams().stream().filter(it -> holders.of(it) == holder).count();
    }

    @Override
    public void ended() {
        int open = world.sonic().streams().size();
        if (!world.atRest() || opened != closed.size() + open) {
            throw new Violation(
                    "I6", opened + " streams opened, " + closed.size() + " ended, not at rest");
        }
    }
}
