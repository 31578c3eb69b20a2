package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.local.stack.StackFile.Addresses;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The whole product on one machine: Redis, the Sonic stand-in, the gateway in a JVM of its own, the
 * page. Starting blocks until all of it is ready; closing stops it in the opposite order.
 */
public final class Stack implements AutoCloseable {
    private static final long SECONDS = 5;

    private final StackOptions options;
    private final Consumer<String> notices;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Addresses addresses = new Addresses("", "", "", "", 0, 0, 0);

    private Stack(StackOptions options, Consumer<String> notices) {
        this.options = options;
        this.notices = notices;
    }

    /**
     * Starts everything.
     *
     * @param notices takes lines for the person at the command line
     * @throws StackException if a part does not start; then all others are stopped again
     */
    public static Stack start(StackOptions options, Consumer<String> notices) {
        Stack stack = new Stack(options, notices);
        try {
            stack.startParts();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Where everything is. */
    public synchronized Addresses addresses() {
        return addresses;
    }

    private void startParts() {
        Ports ports = new Ports(notices);
        Redis redis = keep(Redis.start(port(ports, "Redis", 6380)));
        SonicProcess sonic =
                keep(
                        SonicProcess.start(
                                options,
                                port(ports, "the Sonic stand-in", 8443),
                                port(ports, "the Sonic stand-in's control", 8444),
                                notices));
        int webPort = port(ports, "the page", 8080);
        String web = "http://localhost:" + webPort;
        GatewayProcess gateway =
                keep(
                        GatewayProcess.start(
                                options,
                                new GatewayProcess.Surroundings(
                                        port(ports, "the gateway", 8081),
                                        port(ports, "the gateway's management", 8082),
                                        redis.url(),
                                        sonic,
                                        web)));
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        keep(() -> await(vertx.close()));
        TicketIssuer tickets = new TicketIssuer(vertx, redis.url(), gateway.streamUrl());
        await(WebServer.start(vertx, webPort, options.page(), tickets));
        StackFile file = new StackFile(options.stackFile());
        keep(file::delete);
        sonic.onRestart(() -> announce(file, web, sonic, gateway));
        announce(file, web, sonic, gateway);
    }

    private synchronized void announce(
            StackFile file, String web, SonicProcess sonic, GatewayProcess gateway) {
        addresses =
                new Addresses(
                        web,
                        gateway.streamUrl(),
                        gateway.managementUrl(),
                        sonic.controlUrl(),
                        gateway.pid(),
                        sonic.pid(),
                        ProcessHandle.current().pid());
        file.write(addresses);
    }

    private static <T> void await(Future<T> future) {
        try {
            future.await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StackException("no answer within " + SECONDS + " s", e);
        }
    }

    private int port(Ports ports, String service, int usual) {
        return ports.find(service, options.usualPorts() ? usual : 0);
    }

    private <P extends AutoCloseable> P keep(P part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                notices.accept("while stopping: " + e.getMessage());
            }
        }
    }
}
