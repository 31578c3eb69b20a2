package com.ieltsaiprep.local.stack;

import java.net.URI;
import java.time.Duration;

/**
 * Gateway of the local stack: child process that serves the WebSockets of conversations, and that
 * tests can kill, freeze and restart.
 *
 * <p>Thread-safe; a call blocks while another thread restarts the gateway.
 */
public final class GatewayNode implements AutoCloseable {
    private final StackOptions options;
    private final GatewayProcess.Settings settings;
    private GatewayProcess process;
    private int starts;

    private GatewayNode(StackOptions options, GatewayProcess.Settings settings) {
        this.options = options;
        this.settings = settings;
        this.process = launch();
    }

    /** Starts a gateway, and returns once it is ready. */
    static GatewayNode start(StackOptions options, GatewayProcess.Settings settings) {
        return new GatewayNode(options, settings);
    }

    private GatewayProcess launch() {
        starts++;
        return GatewayProcess.start(options, settings, starts);
    }

    int port() {
        return settings.port();
    }

    /**
     * Returns the HTTP address of the gateway's management port, which serves health checks and
     * metrics. A restart does not change it.
     */
    public synchronized URI management() {
        return URI.create(process.managementUrl());
    }

    synchronized long pid() {
        return process.pid();
    }

    /**
     * Kills the gateway process with SIGKILL, as if its machine were lost, and waits for its end.
     */
    public synchronized void kill() {
        process.kill();
    }

    /**
     * Suspends the gateway process with SIGSTOP: the process answers nothing, but its connections
     * stay open.
     */
    public synchronized void freeze() {
        process.signal("STOP");
    }

    /** Resumes the gateway process with SIGCONT after {@link #freeze}. */
    public synchronized void thaw() {
        process.signal("CONT");
    }

    /**
     * Sends SIGTERM to the gateway process, which then drains: it gives its conversations to other
     * gateways before it ends. Does not wait for the end of the process.
     */
    public synchronized void terminate() {
        process.signal("TERM");
    }

    /**
     * Waits until the gateway process has ended, but no longer than {@code limit}.
     *
     * @return whether the process has ended
     */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        GatewayProcess ending;
        synchronized (this) {
            ending = process;
        }
        return ending.endsWithin(limit);
    }

    /**
     * Starts the gateway again on the same ports, after its process has ended; blocks until the
     * gateway is ready.
     *
     * @throws StackException if the new process ends, or is not ready within a minute
     */
    public synchronized void restart() {
        process = launch();
    }

    @Override
    public synchronized void close() {
        process.close();
    }
}
