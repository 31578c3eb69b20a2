package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.local.wire.AwsRole;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.TestCertificate;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gateway process: runs the gateway's jar in its own JVM, configured by environment variables. */
final class GatewayProcess implements AutoCloseable {
    /** Origin of Vite's development server, see {@code ./run dev}. */
    private static final String HOT_RELOAD = "http://localhost:5173";

    private static final String NOVA_SONIC_REGION = "us-east-1";

    private final Settings settings;
    private final ChildProcess process;

    private GatewayProcess(Settings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * Settings of one gateway.
     *
     * @param name tells the stack's gateways apart, such as {@code gateway}
     * @param shared the settings common to all gateways of a stack
     */
    record Settings(String name, int port, int managementPort, SharedSettings shared) {}

    /**
     * Settings common to all gateways of a stack.
     *
     * @param capsuleKeys seal and open the capsules, so that any gateway can resume a conversation
     * @param origin of the page
     */
    record SharedSettings(String redisUrl, String capsuleKeys, SonicProcess sonic, String origin) {}

    /**
     * Starts the process, and returns once the gateway is ready.
     *
     * @param start counts the starts of this gateway, from 1: each has its own log
     */
    static GatewayProcess start(StackOptions options, Settings settings, int start) {
        TestCertificate certificate = settings.shared.sonic.certificate();
        List<String> arguments =
                List.of(
                        "@" + options.gatewayJvmOptions(),
                        "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD,
                        "-jar",
                        options.gatewayJar().toString());
        String log = settings.name + (start == 1 ? "" : "-" + start) + ".log";
        ChildProcess process =
                ChildProcess.java(
                        "the " + settings.name,
                        arguments,
                        environment(options, settings),
                        options.folder().resolve(log));
        GatewayProcess gateway = new GatewayProcess(settings, process);
        try {
            ReadinessProbe.await(process, URI.create(gateway.managementUrl() + "/health/ready"));
            return gateway;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static Map<String, String> environment(StackOptions options, Settings settings) {
        SharedSettings shared = settings.shared;
        Map<String, String> environment = new HashMap<>();
        environment.put("SHUTDOWN_DEADLINE_SECONDS", "0");
        environment.putAll(options.gatewaySettings());
        environment.put("PORT", String.valueOf(settings.port));
        environment.put("MANAGEMENT_PORT", String.valueOf(settings.managementPort));
        environment.put("CORS_ORIGIN", origins(shared.origin));
        environment.put("REDIS_URL", shared.redisUrl);
        environment.put("CAPSULE_KEYS", shared.capsuleKeys);
        environment.put("NOVA_SONIC_REGION", NOVA_SONIC_REGION);
        environment.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", shared.sonic.url());
        environment.put("AWS_ACCESS_KEY_ID", Credentials.local().accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", Credentials.local().secretAccessKey());
        environment.put(
                AwsRole.SESSION_TOKEN, new AwsRole("gateway", NOVA_SONIC_REGION).sessionToken());
        return environment;
    }

    /** Returns the allowed origins: the page's, and that of the page with hot reload. */
    static String origins(String web) {
        return web + "," + HOT_RELOAD;
    }

    String managementUrl() {
        return "http://127.0.0.1:" + settings.managementPort;
    }

    long pid() {
        return process.pid();
    }

    void signal(String name) {
        process.signal(name);
    }

    void kill() {
        process.kill();
    }

    boolean endsWithin(Duration limit) throws InterruptedException {
        return process.endsWithin(limit);
    }

    @Override
    public void close() {
        process.close();
    }
}
