package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.fleet.Admission;
import com.ieltsaiprep.gateway.fleet.RedisTickets;
import com.ieltsaiprep.gateway.fleet.Tickets;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;
import com.ieltsaiprep.gateway.ops.ManagementServer;
import com.ieltsaiprep.gateway.ops.Readiness;
import com.ieltsaiprep.gateway.socket.ListenOn;
import com.ieltsaiprep.gateway.socket.PublicServer;
import com.ieltsaiprep.gateway.socket.SocketServices;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The program: everything that runs, started and stopped in order. */
final class Gateway {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int ANY_PORT = -1;
    private static final int WARM_UP_CONVERSATIONS = 64;
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final GatewayParts parts;
    private final Readiness readiness = new Readiness();
    private final Admission admission;
    private final RedisTickets tickets;

    private Gateway(Vertx vertx, GatewaySettings settings, GatewayParts parts) {
        this.vertx = vertx;
        this.settings = settings;
        this.parts = parts;
        this.admission = new Admission(settings.maxConversations());
        this.tickets = new RedisTickets(vertx, settings.redisUrl());
    }

    /**
     * Starts: health and metrics first, then the WebSockets, which are answered with 503 until the
     * warm-up is done.
     *
     * @return completes once the node is ready; fails with a {@link StartException} that one line
     *     tells
     */
    static Future<Running> start(
            Vertx vertx,
            GatewaySettings settings,
            GatewayParts parts,
            GatewayMetrics metrics,
            Supplier<String> scrape) {
        Gateway gateway = new Gateway(vertx, settings, parts);
        metrics.showConversations(gateway.admission::conversations);
        return gateway.manage(scrape)
                .compose(_ -> gateway.listen(metrics))
                .compose(server -> gateway.warmUp().map(new Running(gateway, server)))
                .onSuccess(Running::open);
    }

    /** A node that is ready, until it is stopped. */
    record Running(Gateway gateway, PublicServer server) {
        private void open() {
            gateway.admission.open();
            gateway.readiness.warm();
            log.info("event=ready {}", gateway.settings);
        }

        /**
         * Stops in order: takes no one, tells every conversation, waits for them no longer than the
         * grace, and closes everything.
         */
        Future<Void> stop() {
            log.info("event=stopping conversations={}", gateway.admission.conversations());
            gateway.readiness.drain();
            gateway.admission.close();
            return server.stop(gateway.settings.shutdownGrace())
                    .eventually(gateway.tickets::close)
                    .eventually(gateway.vertx::close)
                    .onComplete(_ -> log.info("event=stopped"));
        }
    }

    private Future<?> manage(Supplier<String> scrape) {
        return new ManagementServer(vertx, readiness, tickets::answers, scrape)
                .listen(settings.managementHost(), settings.managementPort())
                .recover(
                        cause ->
                                StartException.cannotListen(
                                        "MANAGEMENT_PORT", settings.managementPort(), cause));
    }

    private Future<PublicServer> listen(GatewayMetrics metrics) {
        return serve(
                        new ListenOn(
                                settings.host(),
                                settings.port(),
                                settings.origins(),
                                settings.eventLoops()),
                        services(tickets, admission, metrics),
                        parts.sonic(),
                        metrics)
                .recover(cause -> StartException.cannotListen("PORT", settings.port(), cause));
    }

    /** Converses with a second server like the public one, over the same event loops. */
    private Future<Void> warmUp() {
        WarmUpTickets warmUpTickets = new WarmUpTickets(parts.random());
        Admission places = new Admission(WARM_UP_CONVERSATIONS);
        GatewayMetrics uncounted = new GatewayMetrics(new SimpleMeterRegistry());
        places.open();
        return serve(
                        new ListenOn(LOOPBACK, ANY_PORT, Set.of(), settings.eventLoops()),
                        services(warmUpTickets, places, uncounted),
                        parts.mirror(),
                        uncounted)
                .compose(
                        server ->
                                parts.warmUp()
                                        .with(server.port(), warmUpTickets::next)
                                        .timeout(WARM_UP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                                        .eventually(() -> server.stop(Duration.ofSeconds(1))))
                .recover(cause -> StartException.of("the warm-up failed", cause));
    }

    private SocketServices services(Tickets from, Admission places, GatewayMetrics metrics) {
        return new SocketServices(from, places, new SocketMeters(metrics), parts.clock());
    }

    private Future<PublicServer> serve(
            ListenOn listenOn, SocketServices services, SonicPorts sonic, GatewayMetrics metrics) {
        return PublicServer.start(
                vertx,
                listenOn,
                services,
                context -> parts.conversations().apply(sonic.forLoop(context), metrics));
    }
}
