package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.TestCertificate;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** The gateway as it ships, in a JVM of its own, with its surroundings named by the environment. */
final class GatewayProcess implements AutoCloseable {
    /** Vite's server, see {@code ./run dev}. */
    private static final String HOT_RELOAD = "http://localhost:5173";

    private final Surroundings surroundings;
    private final ChildProcess process;

    private GatewayProcess(Surroundings surroundings, ChildProcess process) {
        this.surroundings = surroundings;
        this.process = process;
    }

    /** What the gateway is told of its surroundings. */
    record Surroundings(
            int port, int managementPort, String redisUrl, SonicProcess sonic, String origin) {}

    static GatewayProcess start(StackOptions options, Surroundings surroundings) {
        TestCertificate certificate = surroundings.sonic.certificate();
        List<String> arguments =
                List.of(
                        "@" + options.gatewayJvmOptions(),
                        "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD,
                        "-jar",
                        options.gatewayJar().toString());
        Map<String, String> environment =
                Map.of(
                        "PORT", String.valueOf(surroundings.port),
                        "MANAGEMENT_PORT", String.valueOf(surroundings.managementPort),
                        "CORS_ORIGIN", surroundings.origin + "," + HOT_RELOAD,
                        "REDIS_URL", surroundings.redisUrl,
                        "SHUTDOWN_DEADLINE_SECONDS", "0",
                        "NOVA_SONIC_REGION", "us-east-1",
                        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", surroundings.sonic.url(),
                        "AWS_ACCESS_KEY_ID", Credentials.local().accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", Credentials.local().secretAccessKey());
        ChildProcess process =
                ChildProcess.java(
                        "the gateway",
                        arguments,
                        environment,
                        options.folder().resolve("gateway.log"));
        GatewayProcess gateway = new GatewayProcess(surroundings, process);
        try {
            Readiness.await(process, URI.create(gateway.managementUrl() + "/health/ready"));
            return gateway;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    String streamUrl() {
        return "ws://localhost:" + surroundings.port + "/nova-sonic";
    }

    String managementUrl() {
        return "http://127.0.0.1:" + surroundings.managementPort;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
