package com.ieltsaiprep.gateway.capsule;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fake capsule seal: keeps capsules in memory under a name, so that a test can read them. The name
 * of a refusal reason is refused for that reason, an unknown name as altered.
 */
public final class PlaintextCapsuleSeal implements CapsuleSeal {
    private final Map<String, Capsule> sealed = new ConcurrentHashMap<>();

    @Override
    public String seal(Capsule capsule) {
        String name = "capsule-" + capsule.counter();
        sealed.put(name, capsule);
        return name;
    }

    @Override
    public OpenResult open(String name, String userId, String sessionId) {
        for (RefusalReason reason : RefusalReason.values()) {
            if (reason.name().equals(name)) {
                return new Refused(reason);
            }
        }
        Capsule capsule = sealed.get(name);
        return capsule == null ? new Refused(RefusalReason.ALTERED) : new Valid(capsule);
    }
}
