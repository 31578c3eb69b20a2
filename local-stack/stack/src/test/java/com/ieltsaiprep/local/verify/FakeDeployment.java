package com.ieltsaiprep.local.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.TestCertificate;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Deployment with canned answers over TLS, of which a test spoils one. */
final class FakeDeployment implements AutoCloseable {
    private static final String SECRET = "S".repeat(43);

    private final Map<String, HttpsServer> servers = new HashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SSLContext tls;
    private volatile Fault fault = (_, reply) -> reply;

    /** Request to one of the servers, such as {@code api-eu}. */
    record Call(
            String server, String method, String path, Map<String, String> headers, String body) {
        String origin() {
            return headers.getOrDefault("Origin", "");
        }

        boolean is(String server, String path) {
            return this.server.equals(server) && this.path.equals(path);
        }
    }

    record Reply(int status, Map<String, String> headers, String body) {
        Reply(int status, String body) {
            this(status, Map.of(), body);
        }

        Reply with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body);
        }
    }

    /** Fault that spoils the right answer of some calls. */
    @FunctionalInterface
    interface Fault {
        Reply spoil(Call call, Reply right);
    }

    FakeDeployment(Path folder) throws IOException, GeneralSecurityException {
        // Otherwise each answer waits 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        TestCertificate certificate = TestCertificate.in(folder);
        tls = context(certificate);
        for (String name : Set.of("page", "api-us", "api-eu", "api-ap", "api", "streaming")) {
            HttpsServer server =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            server.setExecutor(threads);
            server.createContext("/", exchange -> handle(name, exchange));
            server.start();
            servers.put(name, server);
        }
    }

    private static SSLContext context(TestCertificate certificate)
            throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store(certificate.keyStore()), TestCertificate.PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store(certificate.trustStore()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, TestCertificate.PASSWORD.toCharArray());
        }
        return store;
    }

    /** Returns what trusts the certificate of the servers. */
    SSLContext tls() {
        return tls;
    }

    void spoil(Fault with) {
        fault = with;
    }

    DeploymentAddress address() {
        Map<Region, URI> apis = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            apis.put(region, uri("api-" + region.code()));
        }
        return new DeploymentAddress(
                uri("page"),
                apis,
                uri("api"),
                URI.create(uri("streaming").toString().replace("https:", "wss:") + "/nova-sonic"));
    }

    private URI uri(String name) {
        int port = Objects.requireNonNull(servers.get(name)).getAddress().getPort();
        return URI.create("https://localhost:" + port);
    }

    private void handle(String server, HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Call call =
                new Call(
                        server,
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        headers,
                        body);
        Reply reply = fault.spoil(call, reply(call));
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Reply reply(Call call) {
        return switch (call.server()) {
            case "page" -> page(call);
            case "streaming" -> gateway(call);
            default -> api(call);
        };
    }

    private Reply page(Call call) {
        return switch (call.path()) {
            case "/", "/account" ->
                    new Reply(200, "<div id=\"root\"></div>")
                            .with("Content-Security-Policy", policy())
                            .with("X-Content-Type-Options", "nosniff")
                            .with("Referrer-Policy", "no-referrer")
                            .with(
                                    "Strict-Transport-Security",
                                    "max-age=31536000; includeSubDomains");
            case "/app-config.json" -> new Reply(200, config());
            case "/.well-known/apple-app-site-association" ->
                    new Reply(200, "{\"webcredentials\":{\"apps\":[\"T1.com.ieltsaiprep.genai\"]}}")
                            .with("Content-Type", "application/json");
            case "/.well-known/assetlinks.json" ->
                    new Reply(200, "[{\"target\":{\"package_name\":\"com.ieltsaiprep.genai\"}}]")
                            .with("Content-Type", "application/json");
            default -> new Reply(404, "");
        };
    }

    private String policy() {
        StringBuilder policy = new StringBuilder("default-src 'self'; connect-src 'self'");
        address().apis().values().forEach(api -> policy.append(' ').append(api));
        return policy + " wss://localhost:*; frame-ancestors 'none'";
    }

    private String config() {
        ObjectNode config = JsonValues.object();
        address()
                .apis()
                .forEach(
                        (region, uri) ->
                                config.withObject("api").put(region.awsName(), uri.toString()));
        return config.toString();
    }

    private Reply gateway(Call call) {
        boolean foreign = !call.origin().isEmpty() && !call.origin().equals(address().origin());
        return switch (call.path()) {
            case "/probe" -> new Reply(foreign ? 403 : 204, "");
            case "/nova-sonic" -> {
                boolean ticket = call.headers().containsKey("Sec-websocket-protocol");
                yield new Reply(foreign ? 403 : ticket ? 401 : 400, "");
            }
            default -> new Reply(404, "");
        };
    }

    private Reply api(Call call) {
        String code = call.server().equals("api") ? "eu" : call.server().substring("api-".length());
        Region region = Region.ofCode(code).orElseThrow();
        if (call.method().equals("OPTIONS")) {
            boolean own =
                    Set.of(address().origin(), "capacitor://localhost", "https://localhost")
                            .contains(call.origin());
            return own
                    ? new Reply(204, "").with("Access-Control-Allow-Origin", call.origin())
                    : new Reply(403, "");
        }
        return switch (call.path()) {
            case "/health" ->
                    new Reply(
                            200,
                            """
                            {"status":"ok","region":"%s","stage":"prod","version":"1.0.0",
                            "dependencies":{"dynamodb":{"status":"ok","ms":3}}}\
                            """
                                    .formatted(region.awsName()));
            case "/auth/generate-qr" ->
                    new Reply(
                            201,
                            """
                            {"token":"%s.abc","qr_url":"%s/approve?token=x","secret":"%s"}\
                            """
                                    .formatted(code, address().origin(), SECRET));
            case "/auth/qr-session" -> new Reply(call.body().contains(SECRET) ? 202 : 404, "{}");
            case "/api/nova-sonic/sessions" ->
                    region == Region.VIRGINIA
                            ? new Reply(401, "{}")
                            : new Reply(
                                    421,
                                    "{\"address\":\"%s\"}"
                                            .formatted(address().api(Region.VIRGINIA)));
            case "/writing/tests" ->
                    call.headers().containsKey("Authorization")
                            ? new Reply(200, "{\"tasks\":[{},{}]}")
                            : new Reply(401, "{}");
            default -> new Reply(401, "{}");
        };
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.stop(0));
        threads.close();
    }
}
