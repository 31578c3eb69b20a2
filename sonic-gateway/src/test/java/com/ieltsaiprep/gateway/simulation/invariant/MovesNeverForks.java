package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.world.Fault;
import com.ieltsaiprep.gateway.simulation.world.FaultKind;
import com.ieltsaiprep.gateway.simulation.world.GatewayLoop;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;

import java.util.HashMap;
import java.util.Map;

/**
 * I8, second half: of two that have a conversation the later wins. As long as the registry answers,
 * no generation is granted twice, and soon after one nobody else sends Maya's voice any more.
 */
final class MovesNeverForks implements Witness {
    private static final long NOTICED_WITHIN_US = 2_500_000;

    private final Timeline timeline;
    private final Map<String, Grant> grants = new HashMap<>();
    private boolean registryFailed;

    private record Grant(GatewayLoop loop, long generation, long atUs) {}

    MovesNeverForks(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public void befell(Fault fault) {
        registryFailed |=
                fault.kind() == FaultKind.FLUSH
                        || fault.kind() == FaultKind.REGISTRY_AWAY
                        || fault.kind() == FaultKind.REGISTRY_SLOW;
    }

    /** Answers of the registry may overtake one another; the newest is that with the most. */
    @Override
    public void granted(GatewayLoop loop, String sessionId, long generation) {
        Grant newest = grants.get(sessionId);
        if (newest != null && generation == newest.generation && !registryFailed) {
            throw new Violation("I8", "generation " + generation + " was granted twice");
        }
        if (newest == null || generation >= newest.generation) {
            grants.put(sessionId, new Grant(loop, generation, timeline.nowUs()));
        }
    }

    @Override
    public void sentAudio(Socket socket, int epoch, int frame, byte[] pcm, int from, int length) {
        Grant newest = grants.get(socket.session().identity().sessionId());
        if (newest != null
                && newest.loop != socket.loop()
                && !registryFailed
                && timeline.nowUs() - newest.atUs > NOTICED_WITHIN_US
                && socket.loop().node().awakeForUs() > NOTICED_WITHIN_US) {
            throw new Violation(
                    "I8", "Maya speaks on " + socket.loop() + ", but " + newest.loop + " has it");
        }
    }
}
