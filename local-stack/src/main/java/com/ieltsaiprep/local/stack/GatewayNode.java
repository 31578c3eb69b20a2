package com.ieltsaiprep.local.stack;

import java.net.URI;
import java.time.Duration;

/**
 * One of the stack's gateways, to which happens what happens to machines. Safe for all threads;
 * what is asked of it while it starts waits until it has.
 */
public final class GatewayNode implements AutoCloseable {
    private final StackOptions options;
    private final GatewayProcess.Settings surroundings;
    private GatewayProcess process;
    private int starts;

    private GatewayNode(StackOptions options, GatewayProcess.Settings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
        this.process = launch();
    }

    /** Starts it, and returns once it is ready. */
    static GatewayNode start(StackOptions options, GatewayProcess.Settings surroundings) {
        return new GatewayNode(options, surroundings);
    }

    private GatewayProcess launch() {
        starts++;
        return GatewayProcess.start(options, surroundings, starts);
    }

    int port() {
        return surroundings.port();
    }

    /** Its health and metrics. */
    public synchronized URI management() {
        return URI.create(process.managementUrl());
    }

    synchronized long pid() {
        return process.pid();
    }

    /** It is gone from one moment to the next. */
    public synchronized void kill() {
        process.kill();
    }

    /** It does nothing any more, and its connections stay open. */
    public synchronized void freeze() {
        process.signal("STOP");
    }

    /** It goes on where it was frozen. */
    public synchronized void thaw() {
        process.signal("CONT");
    }

    /** It is asked to end. */
    public synchronized void terminate() {
        process.signal("TERM");
    }

    /** Waits for its end; false if it has not come by then. */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        GatewayProcess ending;
        synchronized (this) {
            ending = process;
        }
        return ending.endsWithin(limit);
    }

    /** Starts it again after its end, at the same addresses; returns once it is ready. */
    public synchronized void restart() {
        process = launch();
    }

    @Override
    public synchronized void close() {
        process.close();
    }
}
