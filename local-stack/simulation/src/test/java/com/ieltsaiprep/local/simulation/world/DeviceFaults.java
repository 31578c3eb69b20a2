package com.ieltsaiprep.local.simulation.world;

import java.util.EnumMap;
import java.util.Map;

/** Faults that are active on a device for a while; times in µs. */
final class DeviceFaults {
    private final Map<FaultKind, Long> activeUntilUs = new EnumMap<>(FaultKind.class);

    void activate(FaultKind kind, long untilUs) {
        activeUntilUs.put(kind, untilUs);
    }

    boolean isActive(FaultKind kind, long nowUs) {
        return nowUs < activeUntilUs.getOrDefault(kind, 0L);
    }
}
