package com.ieltsaiprep.api.account;

import java.time.Instant;
import java.util.Optional;

/** What the accounts say of a person's sessions. */
public interface SessionValidityReader {
    /**
     * How a person stands.
     *
     * @param strong whether to read at home what was written last; otherwise in the own region,
     *     where it may be seconds old
     * @return empty if there is no such person
     */
    Optional<SessionValidity> standing(String userId, boolean strong);

    /** Voids all sign-ins before a time, at home; does nothing if there is no such person. */
    void endBefore(String userId, Instant time);

    /** Whether a sign-in is good, as far as is known here. */
    default boolean allow(String userId, Instant signedInAt) {
        return standing(userId, false)
                .or(() -> standing(userId, true))
                .filter(standing -> standing.allows(signedInAt))
                .isPresent();
    }
}
