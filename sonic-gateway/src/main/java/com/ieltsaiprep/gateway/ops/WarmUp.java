package com.ieltsaiprep.gateway.ops;

import io.vertx.core.Future;

/**
 * Holds conversations with this node itself, so that its code is compiled before the first
 * candidate comes.
 */
@FunctionalInterface
public interface WarmUp {
    /**
     * Runs the warm-up through a real WebSocket.
     *
     * @param port on 127.0.0.1, of a server like the public one whose Maya is a mirror
     * @param tickets makes a ticket that this server takes, each time
     */
    Future<Void> run(int port, Tickets tickets);

    /** Makes tickets for the warm-up's server. */
    @FunctionalInterface
    interface Tickets {
        /** A new ticket, good once. */
        String next();
    }
}
