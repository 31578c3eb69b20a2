package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.wire.AwsCallRecorder;
import com.ieltsaiprep.local.wire.ControlServer;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.FaultQueue;
import com.ieltsaiprep.local.wire.Http2Server;
import com.ieltsaiprep.local.wire.RequestFault;
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
 * DynamoDB stand-in: local server that replaces DynamoDB, with the product's tables as global
 * tables in three regions.
 *
 * <p>A request goes to the region in its signature. DynamoDB Local keeps the items of each region;
 * this class copies every write to the other regions. Thread-safe.
 *
 * <p>Tests use its control port: {@code GET /replication} and {@code PUT /replication} read and set
 * the replication lag {@code lagMs} and the list {@code stopped} of regions that are cut off,
 * {@code POST /faults} injects a {@link RequestFault}, and {@code DELETE /faults} removes all
 * faults. {@code GET /aws-calls} returns the calls of roles, {@code DELETE /aws-calls} deletes
 * them.
 */
public final class GlobalTables implements AutoCloseable {
    private static final long MAX_BODY_BYTES = 20 << 20;

    private final Vertx vertx;
    private final Replicator replicator;
    private final DynamoProxy proxy;
    private final AwsCallRecorder calls = new AwsCallRecorder();
    private final FaultQueue<RequestFault> faults = new FaultQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Configuration of the DynamoDB stand-in.
     *
     * @param backend HTTP address of DynamoDB Local, which keeps the items
     * @param stage deployment stage, the last part of the tables' names, such as {@code local}
     * @param credentials the only credentials with which a request may be signed
     */
    public record Config(URI backend, String stage, Credentials credentials) {}

    /**
     * TCP ports of the DynamoDB stand-in on 127.0.0.1; 0 takes a free port.
     *
     * @param tls requests to DynamoDB over https
     * @param cleartext requests to DynamoDB over http
     * @param control control API for tests over http
     */
    public record Ports(int tls, int cleartext, int control) {}

    /** Body of {@code GET /replication}. */
    private record Status(long lagMs, Set<Region> stopped, int underWay) {}

    /**
     * Creates the product's tables in the three regions of an empty DynamoDB Local, and starts to
     * replicate them. Blocks until the tables exist, so it must not be called on an event loop.
     *
     * @throws java.io.UncheckedIOException if DynamoDB Local does not answer
     */
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
        WrittenItems writtenItems = new WrittenItems(config.stage);
        proxy =
                new DynamoProxy(
                        vertx,
                        dynamo,
                        replicator,
                        writtenItems,
                        verifier,
                        new DynamoCallRecorder(calls, config.stage),
                        faults,
                        threads);
    }

    /**
     * Starts to listen on the three ports of this DynamoDB stand-in.
     *
     * @param certificate TLS certificate of the server
     * @return future of the ports in use, which stay open until the Vert.x instance is closed;
     *     fails if a port is taken
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
        return calls.addRoutes(new ControlServer(vertx))
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

    /**
     * Stops the replication between the regions; writes that have not reached the other regions are
     * lost. The ports stay open until the Vert.x instance is closed.
     */
    @Override
    public void close() {
        replicator.close();
        threads.shutdownNow();
        threads.close();
    }
}
