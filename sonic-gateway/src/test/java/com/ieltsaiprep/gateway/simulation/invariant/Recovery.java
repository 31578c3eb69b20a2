package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.world.Device;
import com.ieltsaiprep.gateway.simulation.world.Outcome;
import com.ieltsaiprep.gateway.simulation.world.Scenario;
import com.ieltsaiprep.gateway.simulation.world.Witness;
import com.ieltsaiprep.gateway.simulation.world.World;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * I18: two minutes after the last fault every conversation has come to its proper end, or goes on
 * and Maya has been heard lately.
 */
final class Recovery implements Witness {
    private static final long LATELY_US = 75_000_000;

    private final Timeline timeline;
    private final World world;
    private final Map<Integer, Long> heardUs = new HashMap<>();

    Recovery(Timeline timeline, World world) {
        this.timeline = timeline;
        this.world = world;
        Scenario scenario = world.scenario();
        if (scenario.mustRecover()) {
            int dueMs = scenario.calmFromMs() + Scenario.RECOVERY_MS;
            timeline.at(dueMs * 1_000L, this::check);
        }
    }

    @Override
    public void heard(Device device, int epoch, int frame, byte[] pcm, int from, int length) {
        heardUs.put(device.number(), timeline.nowUs());
    }

    private void check() {
        for (int i = 0; i < world.scenario().sessions(); i++) {
            int candidate = i;
            List<Device> devices =
                    world.devices().stream()
                            .filter(it -> it.session().plan().candidate() == candidate)
                            .toList();
            if (devices.stream().noneMatch(this::isWell)) {
                throw new Violation("I18", "candidate " + candidate + " is left alone");
            }
        }
    }

    private boolean isWell(Device device) {
        if (device.over()) {
            return device.outcome() == Outcome.ENDED || device.outcome() == Outcome.LEFT;
        }
        long sinceUs = timeline.nowUs() - heardUs.getOrDefault(device.number(), 0L);
        return device.link().isPresent() && sinceUs < LATELY_US;
    }
}
