package com.ieltsaiprep.gateway.socket;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;

import java.util.HashMap;
import java.util.Map;

/**
 * The connections of one event loop that are not WebSockets yet. Each has 5 s, whatever it sends in
 * the meantime, and there are at most so many of them: a newcomer beyond is closed.
 */
final class PendingConnections {
    private static final long DEADLINE_MS = 5_000;
    private static final int MAX_CONNECTIONS = 512;
    private static final int MAX_PROBES = 4;

    private final Vertx vertx;
    private final Map<HttpConnection, Long> timers = new HashMap<>();
    private final Map<HttpConnection, Integer> probes = new HashMap<>();

    PendingConnections(Vertx vertx) {
        this.vertx = vertx;
    }

    /** A connection was accepted. */
    void add(HttpConnection connection) {
        if (timers.size() >= MAX_CONNECTIONS) {
            connection.close();
            return;
        }
        timers.put(connection, vertx.setTimer(DEADLINE_MS, _ -> connection.close()));
        connection.closeHandler(_ -> remove(connection));
    }

    /** A connection became a WebSocket, or was closed. */
    void remove(HttpConnection connection) {
        probes.remove(connection);
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    /** Counts a probe of a connection; how many more it may send, negative if this is too many. */
    int probesLeft(HttpConnection connection) {
        return has(connection) ? MAX_PROBES - probes.merge(connection, 1, Integer::sum) : -1;
    }

    /** Whether a connection is still waiting: neither closed nor a WebSocket. */
    boolean has(HttpConnection connection) {
        return timers.containsKey(connection);
    }
}
