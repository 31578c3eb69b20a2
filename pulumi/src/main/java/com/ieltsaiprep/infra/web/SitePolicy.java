package com.ieltsaiprep.infra.web;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Content security policy of the page: its own origin, the API and the gateway, nothing else. */
final class SitePolicy {
    private SitePolicy() {}

    /**
     * Returns the header's value.
     *
     * @param apis addresses of the API
     * @param gateway host of the gateway: WebSockets, and the latency probe by HTTPS
     */
    static String contentSecurityPolicy(Collection<String> apis, String gateway) {
        String connections =
                Stream.concat(apis.stream(), Stream.of("wss://" + gateway, "https://" + gateway))
                        .collect(Collectors.joining(" "));
        return String.join(
                "; ",
                List.of(
                        "default-src 'self'",
                        "connect-src 'self' " + connections,
                        "object-src 'none'",
                        "base-uri 'none'",
                        "form-action 'self'",
                        "frame-ancestors 'none'"));
    }
}
