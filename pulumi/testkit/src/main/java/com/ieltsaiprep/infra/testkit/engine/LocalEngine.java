package com.ieltsaiprep.infra.testkit.engine;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Pulumi engine at the wire: registers the resources of a program that runs as a process of its
 * own, and refuses what the engine or the AWS provider would refuse.
 *
 * <p>Nothing is deployed: outputs that AWS would compute are made up, see {@link ComputedOutputs}.
 */
public final class LocalEngine implements AutoCloseable {
    /** Largest message; a registration carries whole documents. */
    private static final int MAX_MESSAGE = 64 << 20;

    private final ResourceRegistry registry;
    private final EngineLog log;
    private final Server server;

    private LocalEngine(ResourceRegistry registry, EngineLog log) {
        this.registry = registry;
        this.log = log;
        this.server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .maxInboundMessageSize(MAX_MESSAGE)
                        .addService(new ResourceMonitorService(registry))
                        .addService(new EngineService(log))
                        .build();
    }

    /** Starts an engine on a free port of this machine. */
    public static LocalEngine start(EngineOptions options) {
        SecretScan secrets = new SecretScan(options.secrets());
        LocalEngine engine =
                new LocalEngine(new ResourceRegistry(options, secrets), new EngineLog(secrets));
        try {
            engine.server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return engine;
    }

    /** Returns host and port. */
    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** Returns what the program has registered so far. */
    public StackState state() {
        return registry.state();
    }

    /** Returns what was refused, in the order of the requests. */
    public List<String> refusals() {
        return registry.refusals();
    }

    /** Returns what the program logged, without debug messages and with secrets masked. */
    public List<String> log() {
        return log.lines();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
