package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.account.SessionValidity;
import com.ieltsaiprep.api.account.SessionValidityReader;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** People of whom the own region knows what home knows once it is told. */
public final class FakeStandings implements SessionValidityReader {
    private final Map<String, SessionValidity> home = new HashMap<>();
    private final Map<String, SessionValidity> replica = new HashMap<>();

    /** Somebody new, at home. */
    public void add(String userId) {
        home.put(userId, new SessionValidity(false, Instant.EPOCH));
    }

    /** Somebody deletes their account, at home. */
    public void delete(String userId) {
        home.put(userId, new SessionValidity(true, Instant.EPOCH));
    }

    /** The own region learns what home knows. */
    public void replicate() {
        replica.putAll(home);
    }

    @Override
    public Optional<SessionValidity> standing(String userId, boolean strong) {
        return Optional.ofNullable((strong ? home : replica).get(userId));
    }

    @Override
    public void endBefore(String userId, Instant time) {
        home.computeIfPresent(userId, (_, _) -> new SessionValidity(false, time));
    }
}
