package com.ieltsaiprep.local.json;

import java.net.http.HttpClient;

/** Factory of the JDK's HTTP clients for calls to servers on the loopback interface. */
public final class HttpClients {
    private HttpClients() {}

    /**
     * Returns a new builder of HTTP clients that speak HTTP/1.1 only. By default the JDK's client
     * upgrades cleartext connections to HTTP/2, and its first request then fails now and then with
     * a protocol error ("zero streamId for DataFrame").
     */
    public static HttpClient.Builder http1() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    }
}
