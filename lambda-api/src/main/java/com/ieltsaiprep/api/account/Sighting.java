package com.ieltsaiprep.api.account;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The account of whoever asks, read once: to see whether their sign-in is good, and to show it. */
final class Sighting implements BiPredicate<String, Instant> {
    private final Users users;
    private Optional<Account> seen = Optional.empty();

    Sighting(Users users) {
        this.users = users;
    }

    /** Whether a sign-in of this time is good. */
    @Override
    public boolean test(String userId, Instant signedInAt) {
        seen = users.nearby(userId);
        return seen.filter(account -> account.standing().allows(signedInAt)).isPresent();
    }

    /** As it was seen, or is now if nobody has looked. */
    Optional<Account> account(String userId) {
        return seen.or(() -> users.nearby(userId));
    }
}
