package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.api.ApiConfig;
import com.ieltsaiprep.local.converse.ConverseStandIn;
import com.ieltsaiprep.local.data.GlobalTables;
import com.ieltsaiprep.local.mail.MailStandIn;
import com.ieltsaiprep.local.stack.StackFile.Entry;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Local stack: runs the whole product on one machine.
 *
 * <p>Child processes run Redis, the gateways, the API of three regions, DynamoDB Local and the Nova
 * Sonic stand-in, a local replacement of the speech model. This JVM serves the web page and the
 * stand-ins for DynamoDB and Amazon SES. Starting blocks until all are ready; closing stops them in
 * the reverse order.
 */
public final class Stack implements AutoCloseable {
    private static final long SECONDS = 5;

    /** Seed of the balancer, which makes its choices reproducible. */
    private static final long SEED = 1;

    private static final String DEMO_EMAIL = "demo@example.com";
    private static final String DEMO_PASSWORD = "speak-with-maya";

    private final StackOptions options;
    private final Consumer<String> notices;
    private final ShutdownSequence shutdown = new ShutdownSequence();
    private final Map<Region, RedisProcess> redis = new EnumMap<>(Region.class);
    private @Nullable Fleet fleet;
    private @Nullable Entry entry;

    private Stack(StackOptions options, Consumer<String> notices) {
        this.options = options;
        this.notices = notices;
    }

    /**
     * Starts a local stack, and blocks until all its processes and servers are ready.
     *
     * @param notices receives lines of text for the user at the command line
     * @throws StackException if a process or server does not start; all that were started before it
     *     are stopped again
     */
    public static Stack start(StackOptions options, Consumer<String> notices) {
        Stack stack = new Stack(options, notices);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            stack.shutdown.closeAfter(e);
            throw e;
        }
    }

    /**
     * Returns the entry of all services of this running stack, with the demo account and the
     * process ids. When the Nova Sonic stand-in restarts, only its process id changes.
     */
    public synchronized Entry entry() {
        return Objects.requireNonNull(entry);
    }

    /**
     * Returns the gateways of this stack and their load balancer; empty if the stack has one
     * gateway, and thus no balancer.
     */
    public Optional<Fleet> fleet() {
        return Optional.ofNullable(fleet);
    }

    /**
     * Returns {@code host:port} of the Redis server that the gateways share with the API in
     * us-east-1.
     */
    public String redis() {
        return homeRegionRedis().hostAndPort();
    }

    /**
     * Deletes all keys of the Redis server that the gateways share with the API in us-east-1.
     *
     * @throws StackException if Redis does not confirm the deletion
     */
    public void flushRedis() {
        homeRegionRedis().flush();
    }

    private RedisProcess homeRegionRedis() {
        return Objects.requireNonNull(redis.get(Region.VIRGINIA));
    }

    private void startAll() {
        PortAllocator ports = shutdown.register(new PortAllocator(notices));
        startRedis(ports);
        SonicProcess sonic = startSonic(ports);
        int webPort = port(ports, "the page", 8080);
        String web = "http://localhost:" + webPort;
        List<GatewayProcess.Settings> gateways =
                gateways(
                        ports,
                        new GatewayProcess.SharedSettings(
                                homeRegionRedis().url(), capsuleKey(), sonic, web));
        int gatewayPort =
                gateways.size() == 1 ? gateways.getFirst().port() : port(ports, "the balancer", 0);
        String streamUrl = "ws://localhost:%d/nova-sonic".formatted(gatewayPort);
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        shutdown.register(() -> await(vertx.close()));
        RegionalApi.Endpoints endpoints = endpoints(ports);
        List<GatewayNode> nodes =
                startServers(vertx, endpoints, dependencies(web, streamUrl), gateways);
        if (nodes.size() > 1) {
            fleet = new Fleet(nodes, shutdown.register(balancer(vertx, gatewayPort, nodes)));
        }
        shutdown.register(UnfinishedWorkMonitor.start(vertx, endpoints.lambdaControl(), notices));
        await(WebServer.start(vertx, webPort, options.page(), endpoints.apis()));
        publish(sonic, () -> entry(web, streamUrl, sonic, endpoints, nodes.getFirst()));
    }

    private void startRedis(PortAllocator ports) {
        for (Region region : Region.values()) {
            int defaultPort = region == Region.VIRGINIA ? 6380 : 0;
            int port = port(ports, "Redis in " + region.awsName(), defaultPort);
            redis.put(region, shutdown.register(RedisProcess.start(port)));
        }
    }

    private SonicProcess startSonic(PortAllocator ports) {
        return shutdown.register(
                SonicProcess.start(
                        options,
                        port(ports, "the Sonic stand-in", 8443),
                        port(ports, "the Sonic stand-in's control", 8444),
                        notices));
    }

    private RegionalApi.Dependencies dependencies(String web, String streamUrl) {
        return new RegionalApi.Dependencies(
                region -> Objects.requireNonNull(redis.get(region)).hostAndPort(),
                web,
                GatewayProcess.origins(web),
                streamUrl,
                _ -> Map.of());
    }

    /** Starts the API and the gateways in parallel, then creates the demo account. */
    private List<GatewayNode> startServers(
            Vertx vertx,
            RegionalApi.Endpoints endpoints,
            RegionalApi.Dependencies dependencies,
            List<GatewayProcess.Settings> gateways) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<RegionalApi> api =
                    CompletableFuture.supplyAsync(
                            () ->
                                    shutdown.register(
                                            RegionalApi.start(
                                                    options, vertx, endpoints, dependencies)),
                            threads);
            List<GatewayNode> nodes = startGateways(gateways, threads);
            started(api).accounts().create(DEMO_EMAIL, DEMO_PASSWORD);
            return nodes;
        }
    }

    private RegionalApi.Endpoints endpoints(PortAllocator ports) {
        Map<Region, Integer> apis = new EnumMap<>(Region.class);
        int defaultPort = 8091;
        for (Region region : Region.values()) {
            apis.put(region, port(ports, "the API in " + region.awsName(), defaultPort));
            defaultPort++;
        }
        return new RegionalApi.Endpoints(
                port(ports, "DynamoDB Local", 0),
                new GlobalTables.Ports(
                        port(ports, "DynamoDB", 0),
                        port(ports, "DynamoDB", 0),
                        port(ports, "DynamoDB's control", 0)),
                new RegionalApi.Endpoints.StandIns(
                        new MailStandIn.Ports(
                                port(ports, "mail", 0), port(ports, "the mailbox", 8095)),
                        new ConverseStandIn.Ports(
                                port(ports, "Bedrock", 0), port(ports, "Bedrock's control", 0)),
                        new ApiConfig.LambdaPorts(
                                port(ports, "Lambda", 0), port(ports, "Lambda's control", 0))),
                port(ports, "accounts", 0),
                apis);
    }

    private List<GatewayProcess.Settings> gateways(
            PortAllocator ports, GatewayProcess.SharedSettings shared) {
        List<GatewayProcess.Settings> gateways = new ArrayList<>();
        for (int i = 0; i < options.gateways(); i++) {
            String name = options.gateways() == 1 ? "gateway" : "gateway-" + i;
            gateways.add(
                    new GatewayProcess.Settings(
                            name,
                            port(ports, "the " + name, i == 0 ? 8081 : 0),
                            port(ports, "the " + name + "'s management", i == 0 ? 8082 : 0),
                            shared));
        }
        return gateways;
    }

    /** Starts the gateways in parallel, because each start-up takes seconds. */
    private List<GatewayNode> startGateways(
            List<GatewayProcess.Settings> gateways, Executor threads) {
        List<CompletableFuture<GatewayNode>> starting =
                gateways.stream()
                        .map(
                                settings ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        shutdown.register(
                                                                GatewayNode.start(
                                                                        options, settings)),
                                                threads))
                        .toList();
        return starting.stream().map(Stack::started).toList();
    }

    private static <T> T started(CompletableFuture<T> start) {
        try {
            return start.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException cause ? cause : e;
        }
    }

    private static Balancer balancer(Vertx vertx, int port, List<GatewayNode> nodes) {
        HealthChecker health =
                new HealthChecker(
                        nodes.stream()
                                .map(node -> node.management().resolve("/health/ready"))
                                .toList());
        List<Integer> gateways = nodes.stream().map(GatewayNode::port).toList();
        return await(Balancer.start(vertx, port, gateways, health, new Random(SEED)));
    }

    private static String capsuleKey() {
        return "local:" + randomKey();
    }

    /** Creates a random key of 32 bytes, in base64. */
    static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private Entry entry(
            String web,
            String gateway,
            SonicProcess sonic,
            RegionalApi.Endpoints endpoints,
            GatewayNode first) {
        StackAddress.Controls controls =
                new StackAddress.Controls(
                        endpoints.accountsControl(),
                        endpoints.mailControl(),
                        endpoints.tablesControl(),
                        endpoints.lambdaControl(),
                        endpoints.converseControl(),
                        URI.create(sonic.controlUrl()));
        StackAddress.Functions functions =
                new StackAddress.Functions(
                        options.apiConfig(),
                        URI.create("https://localhost:" + endpoints.tables().tls()),
                        sonic.certificate().trustStore(),
                        DEMO_EMAIL,
                        DEMO_PASSWORD);
        return new Entry(
                new StackAddress(
                        URI.create(web),
                        endpoints.api(Region.VIRGINIA),
                        URI.create(gateway),
                        first.management(),
                        controls,
                        functions),
                new StackFile.Processes(first.pid(), sonic.pid(), ProcessHandle.current().pid()));
    }

    /** Writes the stack file, now and after each restart of the Sonic stand-in. */
    private void publish(SonicProcess sonic, Supplier<Entry> now) {
        StackFile file = new StackFile(options.stackFile());
        shutdown.register(file::delete);
        sonic.onRestart(() -> publish(file, now.get()));
        publish(file, now.get());
    }

    private synchronized void publish(StackFile file, Entry now) {
        entry = now;
        file.write(now);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StackException("no answer within " + SECONDS + " s", e);
        }
    }

    private int port(PortAllocator ports, String service, int defaultPort) {
        return ports.find(service, options.usesDefaultPorts() ? defaultPort : 0);
    }

    @Override
    public void close() {
        try {
            shutdown.close();
        } catch (StackException e) {
            notices.accept("while stopping: " + e.getMessage());
        }
    }
}
