package com.ieltsaiprep.api.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Quick copies of what access tokens stand for. They may be lost at any time, and never throw. */
public interface SessionCache {
    /** The longest time for which a copy is kept: a session ended elsewhere is good no longer. */
    Duration LIFETIME = Duration.ofSeconds(60);

    /** A copy, if there is one. */
    Optional<AccessGrant> get(String hash);

    /** Keeps a copy for some seconds. */
    void put(String hash, AccessGrant access, Duration lifetime);

    /**
     * Forgets copies, if they can be reached within half a second; those that cannot are good for
     * the rest of their time.
     */
    void remove(List<String> hashes);
}
