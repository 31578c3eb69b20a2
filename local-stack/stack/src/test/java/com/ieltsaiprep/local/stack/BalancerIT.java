package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

class BalancerIT {
    private final Vertx vertx = Vertx.vertx();
    private final List<Gateway> gateways = new ArrayList<>();
    private Balancer balancer;

    @BeforeEach
    void start() throws Exception {
        for (int i = 0; i < 3; i++) {
            gateways.add(new Gateway((byte) i));
        }
        balancer =
                Balancer.start(
                                vertx,
                                0,
                                gateways.stream().map(Gateway::port).toList(),
                                new HealthChecker(gateways.stream().map(Gateway::health).toList()),
                                new Random(1))
                        .await(5, TimeUnit.SECONDS);
        until(() -> balancer.isReady(0) && balancer.isReady(1) && balancer.isReady(2));
    }

    @AfterEach
    void stop() throws Exception {
        balancer.close();
        for (Gateway gateway : gateways) {
            gateway.close();
        }
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void spreadsConnectionsOverAllThatAreReady() throws Exception {
        assertThat(reached(20)).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void skipsGatewaysThatAreNotReadyOrDoNotAnswer() throws Exception {
        gateways.get(0).status = 503;
        gateways.get(2).frozen = true;
        until(() -> !balancer.isReady(0) && !balancer.isReady(2));

        assertThat(reached(10)).containsExactly(1);

        gateways.get(2).frozen = false;
        until(() -> balancer.isReady(2));
        assertThat(reached(20)).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void closesAtOnceWithoutAReadyGateway() throws Exception {
        gateways.forEach(gateway -> gateway.status = 503);
        until(() -> !balancer.isReady(0) && !balancer.isReady(1) && !balancer.isReady(2));

        try (Socket client = connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void pinsTheNextConnections() throws Exception {
        balancer.pinNext(2, 0, 0);

        assertThat(greeting()).isEqualTo(2);
        assertThat(greeting()).isZero();
        assertThat(greeting()).isZero();
    }

    @Test
    void passesEverythingOnInBothDirections() throws Exception {
        try (Socket client = connect()) {
            client.getInputStream().read();
            byte[] sent = new byte[1 << 20];
            new Random(5).nextBytes(sent);
            Thread writer = Thread.startVirtualThread(() -> write(client, sent));
            assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            writer.join();
        }
    }

    @Test
    void endsAConnectionThatIsCut() throws Exception {
        try (Socket client = connect()) {
            client.getInputStream().read();
            assertThat(balancer.links()).hasSize(1);

            balancer.links().forEach(Balancer.Link::cut);

            assertThat(client.getInputStream().read()).isEqualTo(-1);
            until(() -> balancer.links().isEmpty());
        }
    }

    @Test
    void keepsASilencedConnectionOpenAndDeliversNothing() throws Exception {
        try (Socket client = connect()) {
            client.getInputStream().read();
            balancer.links().forEach(Balancer.Link::silence);
            client.getOutputStream().write(1);
            client.setSoTimeout(300);

            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(balancer.links()).hasSize(1);
        }
    }

    private Set<Integer> reached(int connections) throws IOException {
        Set<Integer> reached = new HashSet<>();
        for (int i = 0; i < connections; i++) {
            reached.add(greeting());
        }
        return reached;
    }

    private int greeting() throws IOException {
        try (Socket client = connect()) {
            return client.getInputStream().read();
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), balancer.port());
        client.setSoTimeout(5_000);
        return client;
    }

    private static void write(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Fake gateway: sends its number and then echoes. */
    private static final class Gateway implements AutoCloseable {
        private final ServerSocket server =
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final HttpServer health =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final byte number;
        private volatile int status = 200;
        private volatile boolean frozen;

        Gateway(byte number) throws IOException {
            this.number = number;
            health.createContext(
                    "/",
                    exchange -> {
                        if (!frozen) {
                            exchange.sendResponseHeaders(status, -1);
                            exchange.close();
                        }
                    });
            health.start();
            Thread.startVirtualThread(this::serve);
        }

        int port() {
            return server.getLocalPort();
        }

        URI health() {
            return URI.create("http://127.0.0.1:" + health.getAddress().getPort());
        }

        private void serve() {
            try {
                while (true) {
                    Socket socket = server.accept();
                    Thread.startVirtualThread(() -> echo(socket));
                }
            } catch (IOException _) {
                // Closed.
            }
        }

        private void echo(Socket socket) {
            try (socket) {
                socket.getOutputStream().write(number);
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException _) {
                // The client has disconnected.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            health.stop(0);
        }
    }
}
