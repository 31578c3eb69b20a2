package com.ieltsaiprep.gateway.handover;

import java.util.HashMap;
import java.util.Map;

/** Keeps capsules in memory under a name, so that a test can read them. */
public final class ClearSeal implements CapsuleSeal {
    private final Map<String, Capsule> sealed = new HashMap<>();

    @Override
    public String seal(Capsule capsule) {
        String name = "capsule-" + capsule.counter();
        sealed.put(name, capsule);
        return name;
    }

    @Override
    public Opened open(String name, String userId, String sessionId) {
        Capsule capsule = sealed.get(name);
        return capsule == null ? new Refused(Reason.ALTERED) : new Good(capsule);
    }
}
