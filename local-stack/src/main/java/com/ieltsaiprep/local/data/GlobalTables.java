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
 * DynamoDB with the product's tables as global tables in three regions, on the loopback interface:
 * the region is the one that a request is signed for. Behind it is DynamoDB Local. Safe for all
 * threads.
 *
 * <p>Its control port takes {@code PUT /replication} with {@code lagMs} and the regions that are
 * {@code stopped}, and answers {@code GET /replication}; it takes {@code POST /faults} and {@code
 * DELETE /faults}.
 */
public final class GlobalTables implements AutoCloseable {
    private static final long LARGEST_BODY = 20 << 20;

    private final Vertx vertx;
    private final Replicator replicator;
    private final DynamoProxy proxy;
    private final RequestFaults faults = new RequestFaults();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Where it is and what it takes.
     *
     * @param backend DynamoDB Local's address
     * @param stage is part of the tables' names
     * @param credentials the only ones that are accepted
     */
    public record Config(URI backend, String stage, Credentials credentials) {}

    /** Where to listen on 127.0.0.1; 0 takes a free port. */
    public record Ports(int tls, int cleartext, int control) {}

    /** What {@code GET /replication} answers. */
    private record Status(long lagMs, Set<Region> stopped, int underWay) {}

    /** Makes the tables, and replicates them from now on. Blocks. */
    public GlobalTables(Vertx vertx, Config config) {
        this.vertx = vertx;
        DynamoLocalClient dynamo = new DynamoLocalClient(vertx, config.backend, config.credentials);
        List<String> names = new ArrayList<>();
        for (Table table : Table.values()) {
            for (Region region : Region.values()) {
                Schema.create(dynamo, region, table, config.stage);
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
     * Listens; fails if a port is taken.
     *
     * @return the ports that it listens on until {@code vertx} is closed
     */
    public Future<Ports> listen(TestCertificate certificate, Ports ports) {
        Router router = Router.router(vertx);
        router.post()
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(proxy::enter);
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
                .order(
                        HttpMethod.PUT,
                        "/replication",
                        ReplicationSettings.class,
                        replicator::change)
                .order(HttpMethod.POST, "/faults", RequestFault.class, faults::order)
                .delete("/faults", faults::clear);
    }

    private Status status() {
        ReplicationSettings now = replicator.replication();
        return new Status(now.lagMs(), now.stopped(), replicator.underWay());
    }

    /** Ends replication; what is under way is lost. */
    @Override
    public void close() {
        replicator.close();
        threads.shutdownNow();
        threads.close();
    }
}
