package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.local.simulation.world.PortInterceptor;

import java.util.Arrays;

/**
 * Deliberate bug between the core and its ports, as in mutation testing: the invariants must find
 * it.
 */
enum PlantedBug implements PortInterceptor {
    LOST_TURN,
    DUPLICATED_TURN,
    LEAKED_STREAM,
    STALE_EPOCH,
    LOST_WAKE_UP,
    LOST_AUDIO,
    MISSED_BARGE_IN,
    MISSING_END;

    private PortFault fault() {
        return switch (this) {
            case LOST_TURN -> new PortFault.LostTurn();
            case DUPLICATED_TURN -> new PortFault.DuplicatedTurn();
            case LEAKED_STREAM -> new PortFault.LeakedStream();
            case STALE_EPOCH -> new PortFault.StaleEpoch();
            case LOST_WAKE_UP -> new PortFault.LostWakeUp();
            case LOST_AUDIO -> new PortFault.LostAudio();
            case MISSED_BARGE_IN -> new PortFault.MissedBargeIn();
            case MISSING_END -> new PortFault.MissingEnd();
        };
    }

    /** Returns the bug of this name, or {@link PortInterceptor#NONE} if there is none. */
    static PortInterceptor withName(String name) {
        return Arrays.stream(values())
                .filter(bug -> bug.name().equals(name))
                .<PortInterceptor>map(bug -> bug)
                .findFirst()
                .orElse(PortInterceptor.NONE);
    }

    @Override
    public SonicPort interceptSonic(SonicPort port) {
        return (retrySchedule, listener) -> {
            PortFault fault = fault();
            return new FaultyPorts.Stream(
                    port.open(retrySchedule, new FaultyPorts.Listener(listener, fault)), fault);
        };
    }

    @Override
    public ClientPort interceptClient(ClientPort port) {
        return new FaultyPorts.Client(port, fault());
    }
}
