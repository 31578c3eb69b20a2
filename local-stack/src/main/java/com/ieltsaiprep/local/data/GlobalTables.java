package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.wire.ControlServer;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.Http2Server;
import com.ieltsaiprep.local.wire.RequestFault;
import com.ieltsaiprep.local.wire.RequestFaults;
import com.ieltsaiprep.local.wire.SignatureVerifier;
import com.ieltsaiprep.local.wire.TestCertificate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * DynamoDB stand-in: the product's tables as global tables in three regions, on the loopback
 * interface.
 *
 * <p>A request goes to the region that it is signed for; behind it is DynamoDB Local. Thread-safe.
 *
 * <p>Its control port serves {@code PUT /replication} with {@code lagMs} and the {@code stopped}
 * regions, {@code GET /replication}, {@code POST /faults} and {@code DELETE /faults}.
 */
public final class GlobalTables implements AutoCloseable {
    private static final long MAX_BODY_BYTES = 20 << 20;

    private final Vertx vertx;
    private final Replicator replicator;
    private final DynamoProxy proxy;
    private final RequestFaults faults = new RequestFaults();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Configuration.
     *
     * @param backend DynamoDB Local's address
     * @param stage part of the tables' names
     * @param credentials the only accepted ones
     */
    public record Config(URI backend, String stage, Credentials credentials) {}

    /** Ports on 127.0.0.1; 0 takes a free port. */
    public record Ports(int tls, int cleartext, int control) {}

    /** Body of {@code GET /replication}. */
    private record Status(long lagMs, Set<Region> stopped, int underWay) {}

    /** Creates the tables, and starts to replicate them. Blocks. */
    public GlobalTables(Vertx vertx, Config config) {
        this.vertx = vertx;
        DynamoLocalClient dynamo = new DynamoLocalClient(vertx, config.backend, config.credentials);
        List<String> names = new ArrayList<>();
        for (Table table : Table.values()) {
            for (Region region : Region.values()) {
                Schema.createTable(dynamo, region, table, config.stage);
            }
            names.add(table.name(config.stage));
        }
        replicator = new Replicator(dynamo, names, System::nanoTime);
        SignatureVerifier verifier =
                new SignatureVerifier(config.credentials, "dynamodb", InstantSource.system());
        WrittenKeys keys = new WrittenKeys(config.stage);
        proxy = new DynamoProxy(vertx, dynamo, replicator, keys, verifier, faults, threads);
    }

    /**
     * Starts to listen; the future fails if a port is taken.
     *
     * @return the ports, which are open until {@code vertx} is closed
     */
    public Future<Ports> listen(TestCertificate certificate, Ports ports) {
        Router router = Router.router(vertx);
        router.post()
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(proxy::handle);
        Http2Server.Options options = new Http2Server.Options(ports.tls, ports.cleartext, 128);
        return Http2Server.start(vertx, certificate, options, router)
                .compose(
                        server ->
                                control()
                                        .listen(vertx, ports.control)
                                        .map(
                                                control ->
                                                        new Ports(
                                                                server.tlsPort(),
                                                                server.cleartextPort(),
                                                                control)));
    }

    private ControlServer control() {
        return new ControlServer(vertx)
                .get("/replication", _ -> Optional.of(status()))
                .receive(
                        HttpMethod.PUT,
                        "/replication",
                        ReplicationSettings.class,
                        replicator::changeSettings)
                .receive(HttpMethod.POST, "/faults", RequestFault.class, faults::add)
                .delete("/faults", faults::clear);
    }

    private Status status() {
        ReplicationSettings now = replicator.settings();
        return new Status(now.lagMs(), now.stopped(), replicator.pendingWrites());
    }

    /** Ends replication; pending writes are lost. */
    @Override
    public void close() {
        replicator.close();
        threads.shutdownNow();
        threads.close();
    }
}
