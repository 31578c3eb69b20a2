package com.ieltsaiprep.local.stack;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * TCP load balancer of the local stack: forwards each new connection to a random gateway that is
 * ready.
 *
 * <p>If no gateway is ready, it closes the new connection at once. Tests use the balancer to cut
 * connections, to discard their data, and to direct new connections to a chosen gateway.
 * Thread-safe.
 */
public final class Balancer implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 1_000;
    private static final int CLOSE_SECONDS = 5;

    private final List<Integer> ports;
    private final HealthChecker health;
    private final RandomGenerator random;
    private final NetServer server;
    private final NetClient client;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Integer> pinned = new LinkedBlockingQueue<>();

    /**
     * @param ports of the gateways
     * @param random chooses among them; used by one thread
     */
    private Balancer(
            Vertx vertx, List<Integer> ports, HealthChecker health, RandomGenerator random) {
        this.ports = List.copyOf(ports);
        this.health = health;
        this.random = random;
        this.server = vertx.createNetServer().connectHandler(this::accept);
        this.client =
                vertx.createNetClient(
                        new NetClientOptions()
                                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                                .setTcpNoDelay(true));
    }

    /** Starts to listen; the future fails if the port is taken. */
    static Future<Balancer> start(
            Vertx vertx,
            int port,
            List<Integer> gateways,
            HealthChecker health,
            RandomGenerator random) {
        Balancer balancer = new Balancer(vertx, gateways, health, random);
        return balancer.server.listen(port, "127.0.0.1").map(balancer);
    }

    /** Returns the TCP port on which it listens, also if 0 was given. */
    int port() {
        return server.actualPort();
    }

    /**
     * Forwarded TCP connection from a client to one gateway, on which a test can inject network
     * faults.
     */
    public static final class Link {
        private final int gateway;
        private final NetSocket client;
        private volatile @Nullable NetSocket upstream;

        private Link(int gateway, NetSocket client) {
            this.gateway = gateway;
            this.client = client;
        }

        /** Returns the index, from 0, of the gateway to which this connection is forwarded. */
        public int gateway() {
            return gateway;
        }

        /**
         * Closes the TCP sockets to the client and to the gateway, without a WebSocket close frame.
         */
        public void cut() {
            client.close();
            NetSocket gatewaySocket = upstream;
            if (gatewaySocket != null) {
                gatewaySocket.close();
            }
        }

        /**
         * Discards all bytes that client and gateway send from now on, but keeps both TCP
         * connections open: a network path that is lost without notice.
         */
        public void silence() {
            client.handler(_ -> {});
            NetSocket gatewaySocket = upstream;
            if (gatewaySocket != null) {
                gatewaySocket.handler(_ -> {});
            }
        }
    }

    /**
     * Returns a copy of the list of forwarded connections that are open on both sides, to the
     * client and to the gateway, oldest first.
     */
    public List<Link> links() {
        return links.stream().filter(link -> link.upstream != null).toList();
    }

    /**
     * Forwards the next new connections to these gateways, one connection to each in this order,
     * even if a gateway is not ready.
     *
     * @param gateways indexes of gateways, from 0
     */
    public void pinNext(int... gateways) {
        IntStream.of(gateways).forEach(pinned::add);
    }

    /**
     * Returns whether a gateway is ready according to its health check, which runs four times a
     * second. A gateway counts as ready until its first health check.
     *
     * @param gateway index of the gateway, from 0
     */
    public boolean isReady(int gateway) {
        return health.isReady(gateway);
    }

    private void accept(NetSocket socket) {
        List<Integer> ready =
                IntStream.range(0, ports.size()).filter(this::isReady).boxed().toList();
        Integer next = pinned.poll();
        if (next == null) {
            next = ready.isEmpty() ? null : ready.get(random.nextInt(ready.size()));
        }
        if (next == null) {
            socket.close();
            return;
        }
        Link link = new Link(next, socket);
        links.add(link);
        socket.pause();
        socket.closeHandler(_ -> onClosed(link));
        client.connect(ports.get(next), "127.0.0.1")
                .onSuccess(upstream -> join(link, upstream))
                .onFailure(_ -> socket.close());
    }

    private void join(Link link, NetSocket upstream) {
        link.upstream = upstream;
        upstream.closeHandler(_ -> onClosed(link));
        if (!links.contains(link)) {
            upstream.close();
            return;
        }
        var _ = link.client.pipeTo(upstream);
        var _ = upstream.pipeTo(link.client);
    }

    private void onClosed(Link link) {
        links.remove(link);
        link.cut();
    }

    /**
     * Stops the health checks, and closes all forwarded connections and the listening port. Blocks
     * until the port is closed.
     *
     * @throws TimeoutException if the port is not closed within 5 s
     */
    @Override
    public void close() throws TimeoutException {
        health.close();
        links.forEach(Link::cut);
        Future.all(server.close(), client.close()).await(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
