package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.world.NodeEventLoop;
import com.ieltsaiprep.local.simulation.world.SimulatedSocket;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.Map;

/**
 * I12: no busy loop: rates of messages, stream input, streams and claims are bounded in every
 * second. (The socket itself checks that a finished connection causes no work.)
 */
final class EventRatesBounded implements SimulationObserver {
    private static final long SECOND_US = 1_000_000;
    private static final int MAX_MESSAGES = 120;
    private static final int MAX_INPUTS = 800;
    private static final int MAX_STREAMS = 20;

    private final VirtualTimeScheduler scheduler;
    private final Map<Object, Rate> rates = new HashMap<>();

    private static final class Rate {
        private long second = -1;
        private int count;
    }

    EventRatesBounded(VirtualTimeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    private void count(Object source, int max) {
        Rate rate = rates.computeIfAbsent(source, _ -> new Rate());
        long second = scheduler.nowUs() / SECOND_US;
        rate.count = second == rate.second ? rate.count + 1 : 1;
        rate.second = second;
        if (rate.count > max) {
            throw new InvariantViolation("I12", rate.count + " in a second of " + source);
        }
    }

    @Override
    public void onServerMessage(SimulatedSocket socket, ServerMessage message) {
        count(socket, MAX_MESSAGES);
    }

    @Override
    public void onInput(SimulatedSonicStream stream, SonicInput event) {
        if (event instanceof SonicInput.Audio) {
            count(stream, MAX_INPUTS);
        }
    }

    @Override
    public void onStreamOpened(SimulatedSonicStream stream) {
        count(stream.loop(), MAX_STREAMS);
    }

    @Override
    public void onClaim(NodeEventLoop loop, String sessionId, long generation, long counter) {
        count(loop, MAX_STREAMS);
    }
}
