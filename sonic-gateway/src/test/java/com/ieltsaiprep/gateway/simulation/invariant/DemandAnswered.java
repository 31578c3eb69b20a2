package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.simulation.world.World;

import java.util.HashMap;
import java.util.Map;

/**
 * I14: of Maya's events a bounded number is asked for ahead; and while there is room for her voice,
 * she is asked for more: no wake-up is missed.
 */
final class DemandAnswered implements Witness {
    private static final long MOST_AHEAD = 64;

    /** Less than this may always be added to, bytes: 25 s of her voice. */
    private static final long ROOM_BYTES = 25_000 * 48;

    private static final long PATIENCE_US = 1_000_000;

    private final Timeline timeline;
    private final World world;
    private final Holders holders;
    private final Map<ModelStream, Long> starvingUs = new HashMap<>();

    DemandAnswered(Timeline timeline, World world, Holders holders) {
        this.timeline = timeline;
        this.world = world;
        this.holders = holders;
    }

    @Override
    public void requested(ModelStream stream, long count) {
        if (count <= 0 || stream.wanted() + count > MOST_AHEAD) {
            throw new Violation("I14", stream.wanted() + " events ahead, then " + count);
        }
    }

    @Override
    public void ticked(Socket socket) {
        for (ModelStream stream : world.sonic().streams()) {
            if (stream.live() && stream.wanted() == 0) {
                Holder holder = holders.of(stream);
                if (holder != null && holder.socket() == socket) {
                    check(stream, socket.conversant().heldBytes());
                }
            } else {
                starvingUs.remove(stream);
            }
        }
    }

    private void check(ModelStream stream, long heldBytes) {
        if (heldBytes >= ROOM_BYTES) {
            starvingUs.remove(stream);
            return;
        }
        long sinceUs = starvingUs.computeIfAbsent(stream, _ -> timeline.nowUs());
        if (timeline.nowUs() - sinceUs > PATIENCE_US) {
            throw new Violation("I14", stream + " has room and asks for nothing");
        }
    }
}
