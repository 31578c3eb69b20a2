package com.ieltsaiprep.gateway.socket;

import java.util.Set;

/**
 * Listen options of a WebSocket server: address, allowed origins and number of event loops.
 *
 * @param host name or IP address to listen on
 * @param port TCP port; -1 for any free port, which all event loops share. Only one server at a
 *     time may use -1
 * @param origins web origins whose pages may connect, exactly as in the {@code Origin} header;
 *     copied. A client without that header is not a web page, and may always connect
 * @param eventLoops number of event loops over which connections are spread
 */
public record ListenOptions(String host, int port, Set<String> origins, int eventLoops) {
    public ListenOptions {
        origins = Set.copyOf(origins);
    }
}
