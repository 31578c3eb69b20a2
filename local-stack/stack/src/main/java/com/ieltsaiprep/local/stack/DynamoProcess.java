package com.ieltsaiprep.local.stack;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Child process that runs DynamoDB Local, AWS's local DynamoDB server, in memory on 127.0.0.1, with
 * a class path of its own.
 */
public final class DynamoProcess implements AutoCloseable {
    private static final String NAME = "DynamoDB Local";
    private static final String MAIN = "com.ieltsaiprep.local.dynamodb.DynamoDbServer";

    private final int port;
    private final ChildProcess process;

    private DynamoProcess(int port, ChildProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts DynamoDB Local in a child process, and blocks until it answers over HTTP.
     *
     * @param root root folder of the repository, whose build must be complete
     * @param folder folder in which the log {@code dynamodb.log} is written
     * @param port free TCP port, not 0
     * @throws StackException if the process ends, or does not answer within a minute
     */
    public static DynamoProcess start(Path root, Path folder, int port) {
        Path target = root.resolve("local-stack/dynamodb/target");
        // It runs briefly: the second compiler never pays for itself.
        ChildProcess process =
                ChildProcess.java(
                        NAME,
                        List.of(
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                target.resolve("classes")
                                        + File.pathSeparator
                                        + target.resolve("lib/*"),
                                MAIN,
                                String.valueOf(port)),
                        Map.of(),
                        folder.resolve("dynamodb.log"));
        DynamoProcess dynamo = new DynamoProcess(port, process);
        try {
            // Any status will do: the request is not a valid one.
            ReadinessProbe.await(process, dynamo.url(), _ -> true);
            return dynamo;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /**
     * Returns the HTTP address of this DynamoDB Local server, which accepts any credentials. Each
     * pair of access key and region has its own tables.
     */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.close();
    }
}
