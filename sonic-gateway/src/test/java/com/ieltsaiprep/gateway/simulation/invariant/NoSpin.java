package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;
import com.ieltsaiprep.gateway.simulation.world.GatewayLoop;
import com.ieltsaiprep.gateway.simulation.world.Socket;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import java.util.HashMap;
import java.util.Map;

/**
 * I12: nothing spins. Messages of a connection, input of a stream, streams and claims of a loop are
 * bounded for every second. (That nothing is done for a connection that is finished, its socket
 * checks itself.)
 */
final class NoSpin implements Witness {
    private static final long SECOND_US = 1_000_000;
    private static final int MESSAGES = 120;
    private static final int INPUTS = 800;
    private static final int STREAMS = 20;

    private final Timeline timeline;
    private final Map<Object, Rate> rates = new HashMap<>();

    private static final class Rate {
        private long second = -1;
        private int count;
    }

    NoSpin(Timeline timeline) {
        this.timeline = timeline;
    }

    private void count(Object whose, int most) {
        Rate rate = rates.computeIfAbsent(whose, _ -> new Rate());
        long second = timeline.nowUs() / SECOND_US;
        rate.count = second == rate.second ? rate.count + 1 : 1;
        rate.second = second;
        if (rate.count > most) {
            throw new Violation("I12", rate.count + " in a second of " + whose);
        }
    }

    @Override
    public void sent(Socket socket, ServerMessage message) {
        count(socket, MESSAGES);
    }

    @Override
    public void handed(ModelStream stream, SonicInput event) {
        if (event instanceof SonicInput.Audio) {
            count(stream, INPUTS);
        }
    }

    @Override
    public void opened(ModelStream stream) {
        count(stream.loop(), STREAMS);
    }

    @Override
    public void claimed(GatewayLoop loop, String sessionId, long generation, long counter) {
        count(loop, STREAMS);
    }
}
