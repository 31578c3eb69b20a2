package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.conversation.OwnershipRegistry;
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

/** The program: everything that runs, started and stopped in order. */
final class Gateway {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int ANY_PORT = -1;
    private static final int WARM_UP_CONVERSATIONS = 64;
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_MARGIN = Duration.ofSeconds(5);

    /** For conversations to take leave of their clients once they must go. */
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
     * Starts: health and metrics first, then the WebSockets, which are answered with 503 until the
     * warm-up is done.
     *
     * @return completes once the node is ready; fails with a {@link StartException} that one line
     *     tells
     */
    static Future<Running> start(
            Vertx vertx,
            GatewaySettings settings,
            GatewayDependencies dependencies,
            GatewayMetrics metrics,
            Supplier<String> scrape) {
        Gateway gateway = new Gateway(vertx, settings, dependencies, metrics);
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
            gateway.ready.complete(this);
            log.info("event=ready {}", gateway.settings);
        }

        /**
         * Takes no one any more, and asks the conversations to move to another node.
         *
         * @return completes when the last has gone
         */
        Future<Void> drain() {
            return gateway.drain(server);
        }

        /**
         * Stops in order: drains until the deadline, takes leave of the conversations that are left
         * then, and closes everything.
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

    /** The longest that {@link Running#stop} takes. */
    static Duration stopLimit(GatewaySettings settings) {
        return settings.node().shutdownDeadline().plus(CLOSING_GRACE).plus(STOP_MARGIN);
    }

    private synchronized Future<Void> drain(PublicServer server) {
        if (drained == null) {
            log.info("event=draining conversations={}", admission.conversations());
            readiness.drain();
            admission.close();
            GatewaySettings.Node node = settings.node();
            drained =
                    server.drain(node.drainPerSecond(), node.shutdownDeadline().dividedBy(2))
                            .onSuccess(_ -> log.info("event=drained"));
        }
        return drained;
    }

    private Future<?> manage(Supplier<String> scrape) {
        return new ManagementServer(
                        vertx,
                        readiness,
                        tickets::answers,
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
                        talks(dependencies.sonic(), registry, metrics))
                .recover(
                        cause ->
                                StartException.cannotListen(
                                        "PORT", settings.sockets().port(), cause));
    }

    /** Converses with a second server like the public one, over the same event loops. */
    private Future<Void> warmUp() {
        WarmUpTickets warmUpTickets = new WarmUpTickets(dependencies.random());
        Admission places = new Admission(WARM_UP_CONVERSATIONS);
        GatewayMetrics uncounted = new GatewayMetrics(new SimpleMeterRegistry());
        places.open();
        return PublicServer.start(
                        vertx,
                        new ListenOptions(
                                LOOPBACK, ANY_PORT, Set.of(), settings.node().eventLoops()),
                        services(warmUpTickets, places, uncounted),
                        talks(
                                dependencies.mirror(),
                                new LocalOwnershipRegistry(dependencies.clock()),
                                uncounted))
                .compose(
                        server ->
                                dependencies
                                        .warmUp()
                                        .with(server.port(), warmUpTickets::next)
                                        .timeout(WARM_UP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                                        .eventually(() -> server.stop(Duration.ofSeconds(1))))
                .recover(cause -> StartException.of("the warm-up failed", cause));
    }

    /** Before the event loops end, which the connections to Sonic live on. */
    private Future<?> closeSonic() {
        return vertx.executeBlocking(
                () -> {
                    dependencies.sonic().close();
                    return true;
                });
    }

    private SocketServices services(Tickets from, Admission places, GatewayMetrics metrics) {
        return new SocketServices(from, places, new SocketMeters(metrics), dependencies.clock());
    }

    private ConversationFactoryProvider talks(
            SonicPortFactory sonic, OwnershipRegistry claims, GatewayMetrics metrics) {
        return context ->
                dependencies.conversations().over(sonic.forLoop(context), claims, metrics);
    }
}
