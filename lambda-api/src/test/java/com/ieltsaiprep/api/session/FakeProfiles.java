package com.ieltsaiprep.api.session;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Profiles whose names are the people's ids. */
final class FakeProfiles implements ProfileView {
    private static final String NOW = "2026-11-20T14:00:00Z";
    private static final String ANY_ID = "5b1f1a52-6c0e-4f53-8a43-0d6f2c9f1e77";

    private final FakeStandings standings;
    private boolean away;

    FakeProfiles(FakeStandings standings) {
        this.standings = standings;
    }

    /** From now on they cannot be read, or can again. */
    void setAway(boolean away) {
        this.away = away;
    }

    @Override
    public Object profile(String userId) {
        if (away) {
            throw new IllegalStateException("away");
        }
        return Map.of(
                "user_id",
                ANY_ID,
                "email",
                "an@example.com",
                "name",
                userId,
                "age_confirmed",
                true,
                "consent",
                Map.of("terms_version", "2026-11-01", "at", NOW),
                "created_at",
                NOW,
                "attempts",
                Map.of());
    }

    @Override
    public Optional<Object> profile(String userId, Instant signedInAt) {
        return standings.allow(userId, signedInAt)
                ? Optional.of(profile(userId))
                : Optional.empty();
    }
}
