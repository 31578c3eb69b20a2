package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;
import com.ieltsaiprep.local.simulation.sonic.SonicBehaviour;
import com.ieltsaiprep.local.simulation.world.DeviceOutcome;
import com.ieltsaiprep.local.simulation.world.InjectedFault;
import com.ieltsaiprep.local.simulation.world.SimulatedDevice;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.HashMap;
import java.util.Map;

/**
 * I18, second half: without faults the examiner answers every candidate who waits after speaking,
 * also across a rotation of streams.
 */
final class CandidateAnswered implements SimulationObserver {
    /** Time to notice that a rotation of streams has come between, and to prompt again. */
    private static final int ROTATION_SLACK_MS = 8_000;

    private final VirtualTimeScheduler scheduler;
    private final long timeoutUs;
    private final Map<String, Long> lastActivityUs = new HashMap<>();
    private boolean faultInjected;

    CandidateAnswered(VirtualTimeScheduler scheduler, SonicBehaviour behaviour) {
        this.scheduler = scheduler;
        int thinkingMs = behaviour.thinkingTime().maxMs();
        int timeoutMs = 2 * thinkingMs + behaviour.openingDelay().maxMs() + ROTATION_SLACK_MS;
        this.timeoutUs = timeoutMs * 1_000L;
    }

    @Override
    public void onOutput(SimulatedSonicStream stream, SonicOutput event) {
        if (event instanceof SonicOutput.Text text && !stream.isFinishing()) {
            lastActivityUs.put(stream.sessionId(), scheduler.nowUs());
            if (text.role() == Role.USER) {
                expectAnswer(stream.sessionId());
            }
        }
    }

    private void expectAnswer(String sessionId) {
        long spokenUs = scheduler.nowUs();
        scheduler.scheduleAfter(
                timeoutUs,
                () -> {
                    if (!faultInjected && lastActivityUs.getOrDefault(sessionId, 0L) == spokenUs) {
                        throw new InvariantViolation("I18", sessionId + " waits for an answer");
                    }
                });
    }

    @Override
    public void onFrameCaptured(SimulatedDevice device, int sequence, boolean voice) {
        if (voice) {
            lastActivityUs.put(device.conversation().sessionId(), scheduler.nowUs());
        }
    }

    @Override
    public void onDeviceDone(SimulatedDevice device, DeviceOutcome outcome) {
        lastActivityUs.remove(device.conversation().sessionId());
    }

    @Override
    public void onFault(InjectedFault fault) {
        faultInjected = true;
    }
}
