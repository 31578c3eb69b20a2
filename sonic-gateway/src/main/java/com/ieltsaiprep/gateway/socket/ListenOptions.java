package com.ieltsaiprep.gateway.socket;

import java.util.Set;

/**
 * Where a server listens, and for whom.
 *
 * @param port -1 for any free one, which the event loops share; one such server at a time
 * @param origins of the pages that may connect, exactly
 * @param eventLoops over which its connections are spread
 */
public record ListenOptions(String host, int port, Set<String> origins, int eventLoops) {
    public ListenOptions {
        origins = Set.copyOf(origins);
    }
}
