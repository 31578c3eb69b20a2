package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.HttpClients;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Client of a deployment's public servers. Blocks; thread-safe. */
final class DeploymentClient implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final int HTTPS = 443;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final SSLContext tls;
    private final HttpClient http;
    private final ApiClient api;

    /**
     * TLS connection as a server negotiated it.
     *
     * @param version such as {@code TLSv1.3}
     * @param expires end of the certificate's validity
     */
    record TlsConnection(String version, Instant expires) {}

    DeploymentClient(SSLContext tls) {
        this.tls = tls;
        this.http = HttpClients.http1().sslContext(tls).connectTimeout(TIMEOUT).build();
        this.api = new ApiClient(HttpClients.http1().sslContext(tls), Map.of(), "verify");
    }

    ApiResponse get(URI uri) {
        return get(uri, Map.of());
    }

    ApiResponse get(URI uri, Map<String, String> headers) {
        return send("GET", uri, headers, "");
    }

    /** Posts JSON. */
    ApiResponse post(URI uri, String body) {
        return send("POST", uri, Map.of(), body);
    }

    ApiResponse send(String method, URI uri, Map<String, String> headers, String body) {
        return api.request(method, uri, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Asks for a WebSocket and returns the status of the answer; an opened one is closed at once.
     *
     * @param subprotocols offered with commas between; none if empty
     */
    int upgrade(URI uri, String subprotocols, Map<String, String> headers)
            throws IOException, InterruptedException {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(TIMEOUT);
        headers.forEach(builder::header);
        if (!subprotocols.isEmpty()) {
            String[] offered = subprotocols.split(",", -1);
            builder.subprotocols(offered[0], Arrays.copyOfRange(offered, 1, offered.length));
        }
        CompletableFuture<WebSocket> opening = builder.buildAsync(uri, new WebSocket.Listener() {});
        try {
            opening.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS).abort();
            return SWITCHING_PROTOCOLS;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused
                    && refused.getResponse() != null) {
                return refused.getResponse().statusCode();
            }
            throw new IOException("no answer to the upgrade: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer to the upgrade within " + TIMEOUT, e);
        }
    }

    /** Connects by TLS, which verifies the certificate and the host name, and disconnects. */
    TlsConnection connect(URI server) throws IOException {
        int port = server.getPort() < 0 ? HTTPS : server.getPort();
        int timeout = (int) TIMEOUT.toMillis();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(server.getHost(), port), timeout);
            plain.setSoTimeout(timeout);
            try (SSLSocket socket =
                    (SSLSocket)
                            tls.getSocketFactory()
                                    .createSocket(plain, server.getHost(), port, false)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                X509Certificate certificate =
                        (X509Certificate) socket.getSession().getPeerCertificates()[0];
                return new TlsConnection(
                        socket.getSession().getProtocol(), certificate.getNotAfter().toInstant());
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        api.close();
    }
}
