package com.ieltsaiprep.local.stack;

import java.net.URI;
import java.time.Duration;

/**
 * Gateway of the stack that can be killed, frozen and restarted. Thread-safe; calls block while it
 * starts.
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

    /** Starts a gateway, and returns once it is ready. */
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

    /** Returns the address of its health checks and metrics. */
    public synchronized URI management() {
        return URI.create(process.managementUrl());
    }

    synchronized long pid() {
        return process.pid();
    }

    /** Kills the process with SIGKILL, like a lost machine. */
    public synchronized void kill() {
        process.kill();
    }

    /** Suspends the process with SIGSTOP; its connections stay open. */
    public synchronized void freeze() {
        process.signal("STOP");
    }

    /** Resumes the suspended process with SIGCONT. */
    public synchronized void thaw() {
        process.signal("CONT");
    }

    /** Sends SIGTERM, which begins draining. */
    public synchronized void terminate() {
        process.signal("TERM");
    }

    /**
     * Waits up to {@code limit} for the end of the process.
     *
     * @return whether it has ended
     */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        GatewayProcess ending;
        synchronized (this) {
            ending = process;
        }
        return ending.endsWithin(limit);
    }

    /** Restarts the gateway after its end, at the same addresses; returns once it is ready. */
    public synchronized void restart() {
        process = launch();
    }

    @Override
    public synchronized void close() {
        process.close();
    }
}
