package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.EndReason;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.world.GatewayLoop;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;

import java.util.HashMap;
import java.util.Map;

/**
 * I10 and I11: a conversation has one outcome. Each holder finishes it at most once, every
 * connection is told the same reason, or that it is over; and a test that was skipped is told to be
 * skipped and nothing else. (One mark per test, and minutes, will be checked here once there are
 * any.)
 */
final class OneEnd implements Witness {
    private final Holders holders;
    private final Map<Holder, Boolean> finished = new HashMap<>();
    private final Map<String, EndReason> reasons = new HashMap<>();
    private final Map<String, EndReason> wishes = new HashMap<>();

    OneEnd(Holders holders) {
        this.holders = holders;
    }

    @Override
    public void finishing(GatewayLoop loop, String sessionId) {
        Holder holder = holders.at(loop, sessionId);
        if (holder == null || finished.put(holder, true) != null) {
            throw new Violation("I10", "finished twice: " + holder);
        }
    }

    @Override
    public void arrived(Socket socket, ClientMessage message) {
        if (message instanceof ClientMessage.End(boolean skipped)) {
            String session = socket.session().identity().sessionId();
            wishes.putIfAbsent(session, skipped ? EndReason.SKIPPED : EndReason.CLIENT);
        }
    }

    @Override
    public void sent(Socket socket, ServerMessage message) {
        if (message instanceof ServerMessage.Ended(EndReason reason) && reason != EndReason.OVER) {
            String session = socket.session().identity().sessionId();
            EndReason before = reasons.putIfAbsent(session, reason);
            if (before != null && before != reason) {
                throw new Violation("I10", session + " ended as " + before + ", then " + reason);
            }
            if (reason != EndReason.EXAMINER && reason != wishes.get(session)) {
                throw new Violation("I11", session + " ended as " + reason);
            }
        }
    }
}
