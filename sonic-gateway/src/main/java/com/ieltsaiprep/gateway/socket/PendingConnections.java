package com.ieltsaiprep.gateway.socket;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;

import java.util.HashMap;
import java.util.Map;

/**
 * Pending connections of one event loop, which are not WebSockets yet. Each has a timeout of 5 s,
 * whatever it sends in the meantime, and their number is limited: one more is closed.
 */
final class PendingConnections {
    private static final long TIMEOUT_MS = 5_000;
    private static final int MAX_CONNECTIONS = 512;
    private static final int MAX_PROBES = 4;

    private final Vertx vertx;
    private final Map<HttpConnection, Long> timers = new HashMap<>();
    private final Map<HttpConnection, Integer> probes = new HashMap<>();

    PendingConnections(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Adds an accepted connection. */
    void add(HttpConnection connection) {
        if (timers.size() >= MAX_CONNECTIONS) {
            connection.close();
            return;
        }
        timers.put(connection, vertx.setTimer(TIMEOUT_MS, _ -> connection.close()));
        connection.closeHandler(_ -> remove(connection));
    }

    /** Removes a connection that became a WebSocket or was closed. */
    void remove(HttpConnection connection) {
        probes.remove(connection);
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    /** Counts a probe and returns how many more are allowed; negative if this is one too many. */
    int probesLeft(HttpConnection connection) {
        return contains(connection) ? MAX_PROBES - probes.merge(connection, 1, Integer::sum) : -1;
    }

    /** Returns whether a connection is still pending: neither closed nor a WebSocket. */
    boolean contains(HttpConnection connection) {
        return timers.containsKey(connection);
    }
}
