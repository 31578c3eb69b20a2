package com.ieltsaiprep.gateway.socket;

import java.util.Set;

/**
 * Listen options of a server: address, allowed origins and number of event loops.
 *
 * @param port -1 for any free one, which the event loops share; one such server at a time
 * @param origins exact origins of the pages that may connect
 * @param eventLoops number of event loops over which connections are spread
 */
public record ListenOptions(String host, int port, Set<String> origins, int eventLoops) {
    public ListenOptions {
        origins = Set.copyOf(origins);
    }
}
