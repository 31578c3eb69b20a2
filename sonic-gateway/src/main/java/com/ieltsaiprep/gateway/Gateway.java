package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.conversation.port.OwnershipRegistry;
import com.ieltsaiprep.gateway.fleet.Admission;
import com.ieltsaiprep.gateway.fleet.LocalOwnershipRegistry;
import com.ieltsaiprep.gateway.fleet.RedisOwnershipRegistry;
import com.ieltsaiprep.gateway.fleet.RedisTickets;
import com.ieltsaiprep.gateway.fleet.Tickets;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;
import com.ieltsaiprep.gateway.ops.ManagementServer;
import com.ieltsaiprep.gateway.ops.Readiness;
import com.ieltsaiprep.gateway.socket.ConversationFactoryProvider;
import com.ieltsaiprep.gateway.socket.ListenOptions;
import com.ieltsaiprep.gateway.socket.PublicServer;
import com.ieltsaiprep.gateway.socket.SocketServices;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lifecycle of the gateway: starts and stops its servers and clients in order. */
final class Gateway {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int ANY_PORT = -1;
    private static final int WARM_UP_CONVERSATIONS = 64;
    private static final Duration WARM_UP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_MARGIN = Duration.ofSeconds(5);

    /** Grace period in which conversations close their connections at the deadline. */
    private static final Duration CLOSING_GRACE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private final Vertx vertx;
    private final GatewaySettings settings;
    private final GatewayDependencies dependencies;
    private final Readiness readiness = new Readiness();
    private final Admission admission;
    private final RedisTickets tickets;
    private final RedisOwnershipRegistry registry;
    private final Promise<Running> ready = Promise.promise();
    private @Nullable Future<Void> drained;

    private Gateway(
            Vertx vertx,
            GatewaySettings settings,
            GatewayDependencies dependencies,
            GatewayMetrics metrics) {
        this.vertx = vertx;
        this.settings = settings;
        this.dependencies = dependencies;
        this.admission = new Admission(settings.node().maxConversations());
        this.tickets =
                new RedisTickets(vertx, settings.redisUrl(), settings.node().maxConversations());
        this.registry =
                new RedisOwnershipRegistry(
                        vertx,
                        settings.redisUrl(),
                        settings.node().maxConversations(),
                        dependencies.clock(),
                        dependencies.random(),
                        new FleetMeters(metrics));
    }

    /**
     * Starts the gateway: health checks and metrics first, then the WebSockets. Upgrades are
     * answered with 503 until the warm-up is done.
     *
     * @return completes once the node is ready; fails with a {@link StartException}
     */
    static Future<Running> start(
            Vertx vertx,
            GatewaySettings settings,
            GatewayDependencies dependencies,
            GatewayMetrics metrics,
            Supplier<String> scrape) {
        Gateway gateway = new Gateway(vertx, settings, dependencies, metrics);
        metrics.registerConversations(gateway.admission::conversations);
        return gateway.startManagement(scrape)
                .compose(_ -> gateway.listen(metrics))
                .compose(server -> gateway.warmUp().map(new Running(gateway, server)))
                .onSuccess(Running::open);
    }

    /** Running node, from its readiness until it is stopped. */
    record Running(Gateway gateway, PublicServer server) {
        private void open() {
            gateway.admission.open();
            gateway.readiness.markReady();
            gateway.ready.complete(this);
            log.info("event=ready {}", gateway.settings);
        }

        /**
         * Drains the node: it admits no more conversations and asks those it has to move to another
         * node.
         *
         * @return completes when no conversation is left
         */
        Future<Void> drain() {
            return gateway.drain(server);
        }

        /**
         * Stops the node in order: drains until the deadline, closes the conversations that are
         * left, and releases all resources.
         */
        Future<Void> stop() {
            log.info("event=stopping conversations={}", gateway.admission.conversations());
            long deadlineMs = gateway.settings.node().shutdownDeadline().toMillis();
            return drain().timeout(Math.max(1, deadlineMs), TimeUnit.MILLISECONDS)
                    .transform(_ -> server.stop(CLOSING_GRACE))
                    .eventually(gateway::closeSonic)
                    .eventually(gateway.registry::close)
                    .eventually(gateway.tickets::close)
                    .eventually(gateway.vertx::close)
                    .onComplete(_ -> log.info("event=stopped"));
        }
    }

    /** Returns the maximum duration of {@link Running#stop}. */
    static Duration stopTimeout(GatewaySettings settings) {
        return settings.node().shutdownDeadline().plus(CLOSING_GRACE).plus(STOP_MARGIN);
    }

    private synchronized Future<Void> drain(PublicServer server) {
        if (drained == null) {
            log.info("event=draining conversations={}", admission.conversations());
            readiness.markDraining();
            admission.close();
            GatewaySettings.Node node = settings.node();
            drained =
                    server.drain(node.drainPerSecond(), node.shutdownDeadline().dividedBy(2))
                            .onSuccess(_ -> log.info("event=drained"));
        }
        return drained;
    }

    private Future<?> startManagement(Supplier<String> scrape) {
        return new ManagementServer(
                        vertx,
                        readiness,
                        tickets::isAvailable,
                        scrape,
                        () -> ready.future().onSuccess(Running::drain))
                .listen(settings.management().host(), settings.management().port())
                .recover(
                        cause ->
                                StartException.cannotListen(
                                        "MANAGEMENT_PORT", settings.management().port(), cause));
    }

    private Future<PublicServer> listen(GatewayMetrics metrics) {
        return PublicServer.start(
                        vertx,
                        new ListenOptions(
                                settings.sockets().host(),
                                settings.sockets().port(),
                                settings.origins(),
                                settings.node().eventLoops()),
                        services(tickets, admission, metrics),
                        factories(dependencies.sonic(), registry, metrics))
                .recover(
                        cause ->
                                StartException.cannotListen(
                                        "PORT", settings.sockets().port(), cause));
    }

    /** Warms up with a second server like the public one, over the same event loops. */
    private Future<Void> warmUp() {
        WarmUpTickets warmUpTickets = new WarmUpTickets(dependencies.random());
        Admission warmUpAdmission = new Admission(WARM_UP_CONVERSATIONS);
        GatewayMetrics uncounted = new GatewayMetrics(new SimpleMeterRegistry());
        warmUpAdmission.open();
        return PublicServer.start(
                        vertx,
                        new ListenOptions(
                                LOOPBACK, ANY_PORT, Set.of(), settings.node().eventLoops()),
                        services(warmUpTickets, warmUpAdmission, uncounted),
                        factories(
                                dependencies.loopback(),
                                new LocalOwnershipRegistry(dependencies.clock()),
                                uncounted))
                .compose(
                        server ->
                                dependencies
                                        .warmUp()
                                        .run(server.port(), warmUpTickets::issue)
                                        .timeout(WARM_UP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                                        .eventually(() -> server.stop(Duration.ofSeconds(1))))
                .recover(cause -> StartException.of("the warm-up failed", cause));
    }

    /** Closes the connections to Sonic, before the event loops that they live on. */
    private Future<?> closeSonic() {
        return vertx.executeBlocking(
                () -> {
                    dependencies.sonic().close();
                    return true;
                });
    }

    private SocketServices services(Tickets source, Admission limit, GatewayMetrics metrics) {
        return new SocketServices(source, limit, new SocketMeters(metrics), dependencies.clock());
    }

    private ConversationFactoryProvider factories(
            SonicPortFactory sonic, OwnershipRegistry ownerships, GatewayMetrics metrics) {
        return context ->
                dependencies.conversations().create(sonic.forLoop(context), ownerships, metrics);
    }
}
