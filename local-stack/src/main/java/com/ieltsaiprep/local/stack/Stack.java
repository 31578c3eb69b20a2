package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.local.stack.StackFile.Addresses;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The whole product on one machine: Redis, the Sonic stand-in, the gateways, each in a JVM of its
 * own, the page. Starting blocks until all of it is ready; closing stops it in the opposite order.
 */
public final class Stack implements AutoCloseable {
    private static final long SECONDS = 5;

    /** Whom the balancer chooses is the same each time. */
    private static final long SEED = 1;

    private final StackOptions options;
    private final Consumer<String> notices;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private @Nullable Redis redis;
    private @Nullable TicketIssuer tickets;
    private @Nullable Fleet fleet;
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

    /** The gateways and their balancer; empty if there is one gateway only. */
    public Optional<Fleet> fleet() {
        return Optional.ofNullable(fleet);
    }

    /** Issues a ticket as {@code POST /api/nova-sonic/sessions} does, to any user's session. */
    public JsonObject ticket(String sessionId, String userId) {
        return await(Objects.requireNonNull(tickets).issue(new Ticket(sessionId, userId)));
    }

    /** Redis loses all it knows. */
    public void flushRedis() {
        Objects.requireNonNull(redis).flush();
    }

    private void startParts() {
        Ports ports = new Ports(notices);
        redis = keep(Redis.start(port(ports, "Redis", 6380)));
        SonicProcess sonic =
                keep(
                        SonicProcess.start(
                                options,
                                port(ports, "the Sonic stand-in", 8443),
                                port(ports, "the Sonic stand-in's control", 8444),
                                notices));
        int webPort = port(ports, "the page", 8080);
        String web = "http://localhost:" + webPort;
        List<GatewayNode> nodes =
                startGateways(
                        ports, new GatewayProcess.Shared(redis.url(), capsuleKey(), sonic, web));
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        keep(() -> await(vertx.close()));
        String streamUrl = nodes.getFirst().streamUrl();
        if (nodes.size() > 1) {
            int port = port(ports, "the balancer", 0);
            fleet = new Fleet(nodes, keep(balancer(vertx, port, nodes)));
            streamUrl = "ws://localhost:%d/nova-sonic".formatted(port);
        }
        tickets = new TicketIssuer(vertx, redis.url(), streamUrl);
        await(WebServer.start(vertx, webPort, options.page(), tickets));
        StackFile file = new StackFile(options.stackFile());
        keep(file::delete);
        String gateway = streamUrl;
        sonic.onRestart(() -> announce(file, web, sonic, gateway, nodes.getFirst()));
        announce(file, web, sonic, gateway, nodes.getFirst());
    }

    /** All at a time: what takes long is what each does for itself. */
    private List<GatewayNode> startGateways(Ports ports, GatewayProcess.Shared shared) {
        List<GatewayProcess.Surroundings> places = new ArrayList<>();
        for (int i = 0; i < options.gateways(); i++) {
            String name = options.gateways() == 1 ? "gateway" : "gateway-" + i;
            places.add(
                    new GatewayProcess.Surroundings(
                            name,
                            port(ports, "the " + name, i == 0 ? 8081 : 0),
                            port(ports, "the " + name + "'s management", i == 0 ? 8082 : 0),
                            shared));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<GatewayNode>> starting =
                    places.stream()
                            .map(
                                    place ->
                                            CompletableFuture.supplyAsync(
                                                    () -> keep(GatewayNode.start(options, place)),
                                                    threads))
                            .toList();
            return starting.stream().map(Stack::started).toList();
        }
    }

    private static GatewayNode started(CompletableFuture<GatewayNode> node) {
        try {
            return node.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException cause ? cause : e;
        }
    }

    private static Balancer balancer(Vertx vertx, int port, List<GatewayNode> nodes) {
        HealthWatch health =
                new HealthWatch(
                        nodes.stream()
                                .map(node -> node.management().resolve("/health/ready"))
                                .toList());
        List<Integer> gateways = nodes.stream().map(GatewayNode::port).toList();
        return await(Balancer.start(vertx, port, gateways, health, new Random(SEED)));
    }

    private static String capsuleKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return "local:" + Base64.getEncoder().encodeToString(key);
    }

    private synchronized void announce(
            StackFile file, String web, SonicProcess sonic, String gateway, GatewayNode first) {
        addresses =
                new Addresses(
                        web,
                        gateway,
                        first.management().toString(),
                        sonic.controlUrl(),
                        first.pid(),
                        sonic.pid(),
                        ProcessHandle.current().pid());
        file.write(addresses);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StackException("no answer within " + SECONDS + " s", e);
        }
    }

    private int port(Ports ports, String service, int usual) {
        return ports.find(service, options.usualPorts() ? usual : 0);
    }

    private synchronized <P extends AutoCloseable> P keep(P part) {
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
