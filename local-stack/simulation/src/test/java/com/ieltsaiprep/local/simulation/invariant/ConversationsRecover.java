package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.world.DeviceOutcome;
import com.ieltsaiprep.local.simulation.world.SimulatedDevice;
import com.ieltsaiprep.local.simulation.world.SimulatedWorld;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;
import com.ieltsaiprep.local.simulation.world.SimulationScenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I18: two minutes after the last fault every conversation has ended properly, or the examiner was
 * heard lately.
 */
final class ConversationsRecover implements SimulationObserver {
    private static final long MAX_SILENCE_US = 75_000_000;

    private final VirtualTimeScheduler scheduler;
    private final SimulatedWorld world;
    private final Map<Integer, Long> lastHeardUs = new HashMap<>();

    ConversationsRecover(VirtualTimeScheduler scheduler, SimulatedWorld world) {
        this.scheduler = scheduler;
        this.world = world;
        SimulationScenario scenario = world.scenario();
        if (scenario.mustRecover()) {
            int dueMs = scenario.faultFreeFromMs() + SimulationScenario.RECOVERY_MS;
            scheduler.scheduleAt(dueMs * 1_000L, this::check);
        }
    }

    @Override
    public void onAudioReceived(
            SimulatedDevice device, int epoch, int frame, byte[] pcm, int from, int length) {
        lastHeardUs.put(device.number(), scheduler.nowUs());
    }

    private void check() {
        for (int i = 0; i < world.scenario().conversations(); i++) {
            int candidate = i;
            List<SimulatedDevice> devices =
                    world.devices().stream()
                            .filter(it -> it.conversation().plan().candidate() == candidate)
                            .toList();
            if (devices.stream().noneMatch(this::hasRecovered)) {
                throw new InvariantViolation(
                        "I18", "candidate " + candidate + " has not recovered");
            }
        }
    }

    private boolean hasRecovered(SimulatedDevice device) {
        if (device.isDone()) {
            return device.outcome() == DeviceOutcome.ENDED
                    || device.outcome() == DeviceOutcome.LEFT;
        }
        long sinceUs = scheduler.nowUs() - lastHeardUs.getOrDefault(device.number(), 0L);
        return device.connection().isPresent() && sinceUs < MAX_SILENCE_US;
    }
}
