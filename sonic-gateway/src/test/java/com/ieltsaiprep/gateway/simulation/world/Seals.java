package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;

import java.util.ArrayList;
import java.util.List;

/** Sealed capsules of the whole fleet: a name each, which only its gateways can follow. */
final class Seals {
    private static final long EXPIRY_US = 30 * 60_000_000L;

    private final Timeline timeline;
    private final Witness witness;
    private final List<Sealed> all = new ArrayList<>();

    private record Sealed(Capsule capsule, long expiresUs) {}

    Seals(Timeline timeline, Witness witness) {
        this.timeline = timeline;
        this.witness = witness;
    }

    /** The seal as one event loop has it. */
    CapsuleSeal on(GatewayLoop loop) {
        return new CapsuleSeal() {
            @Override
            public String seal(Capsule capsule) {
                witness.sealed(loop, capsule);
                all.add(new Sealed(capsule, timeline.nowUs() + EXPIRY_US));
                return Integer.toString(all.size() - 1);
            }

            @Override
            public OpenResult open(String sealed, String userId, String sessionId) {
                Sealed found = all.get(Integer.parseInt(sealed));
                Capsule capsule = found.capsule;
                if (!capsule.userId().equals(userId)) {
                    return new Refused(RefusalReason.OF_ANOTHER_USER);
                }
                if (!capsule.sessionId().equals(sessionId)) {
                    return new Refused(RefusalReason.OF_ANOTHER_SESSION);
                }
                if (timeline.nowUs() >= found.expiresUs) {
                    return new Refused(RefusalReason.EXPIRED);
                }
                witness.unsealed(loop, capsule);
                return new Valid(capsule);
            }
        };
    }
}
