package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.profile.ProfileSource.Shown;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Whoever asks, read once: to see whether their sign-in is good, and to show their profile. */
final class Sighting implements BiPredicate<String, Instant> {
    private final ProfileSource source;
    private Optional<Shown> seen = Optional.empty();

    Sighting(ProfileSource source) {
        this.source = source;
    }

    /** Whether a sign-in of this time is good. */
    @Override
    public boolean test(String userId, Instant signedInAt) {
        seen = source.read(userId);
        return seen.filter(it -> it.account().standing().allows(signedInAt)).isPresent();
    }

    /** As it was seen, or is now if nobody has looked. */
    Optional<Shown> of(String userId) {
        return seen.or(() -> source.read(userId));
    }
}
