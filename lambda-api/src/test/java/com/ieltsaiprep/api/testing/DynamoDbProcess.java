package com.ieltsaiprep.api.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * DynamoDB Local in a child process with its own class path. The process ends with this JVM,
 * however the JVM exits.
 */
final class DynamoDbProcess {
    private static final Path BUILT = Path.of("../local-stack/dynamodb/target");
    private static final String MAIN = "com.ieltsaiprep.local.dynamodb.DynamoDbServer";

    private DynamoDbProcess() {}

    /** Starts the process, and returns its address once it listens. */
    static URI start() {
        try {
            Path log = Files.createDirectories(Path.of("target")).resolve("dynamodb.log");
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                    "-Xmx1g",
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    BUILT.resolve("classes")
                                            + File.pathSeparator
                                            + BUILT.resolve("lib/*"),
                                    MAIN,
                                    "0")
                            .redirectError(log.toFile())
                            .start();
            BufferedReader output = process.inputReader();
            String port = output.readLine();
            if (port == null) {
                throw new IOException("DynamoDB Local does not start, see " + log);
            }
            return URI.create("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
