package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;

import java.util.ArrayList;
import java.util.List;

/**
 * Capsule seals of the whole fleet: a sealed capsule is an index that only the simulated gateways
 * resolve.
 */
final class SimulatedCapsuleSeals {
    private static final long EXPIRY_US = 30 * 60_000_000L;

    private final VirtualTimeScheduler scheduler;
    private final SimulationObserver observer;
    private final List<Sealed> sealedCapsules = new ArrayList<>();

    private record Sealed(Capsule capsule, long expiresUs) {}

    SimulatedCapsuleSeals(VirtualTimeScheduler scheduler, SimulationObserver observer) {
        this.scheduler = scheduler;
        this.observer = observer;
    }

    /** Returns the seal that an event loop uses. */
    CapsuleSeal forLoop(NodeEventLoop loop) {
        return new CapsuleSeal() {
            @Override
            public String seal(Capsule capsule) {
                observer.onCapsuleSealed(loop, capsule);
                sealedCapsules.add(new Sealed(capsule, scheduler.nowUs() + EXPIRY_US));
                return Integer.toString(sealedCapsules.size() - 1);
            }

            @Override
            public OpenResult open(String sealed, String userId, String sessionId) {
                Sealed found = sealedCapsules.get(Integer.parseInt(sealed));
                Capsule capsule = found.capsule;
                if (!capsule.userId().equals(userId)) {
                    return new Refused(RefusalReason.OF_ANOTHER_USER);
                }
                if (!capsule.sessionId().equals(sessionId)) {
                    return new Refused(RefusalReason.OF_ANOTHER_SESSION);
                }
                if (scheduler.nowUs() >= found.expiresUs) {
                    return new Refused(RefusalReason.EXPIRED);
                }
                observer.onCapsuleOpened(loop, capsule);
                return new Valid(capsule);
            }
        };
    }
}
