package com.ieltsaiprep.local.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.ConversationTicket;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * HTTP client of the API in each region, and of any server by its address. Every request blocks
 * until its response is complete, and throws {@link StackUnavailableException} if there is none.
 * Thread-safe.
 */
public final class ApiClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Path of tickets. */
    public static final String SESSIONS = "/api/nova-sonic/sessions";

    private final HttpClient http;
    private final Map<Region, URI> apis;
    private final Map<String, String> everyHeader;

    /** Creates a client of servers that are named by their addresses. */
    public ApiClient() {
        this(HttpClients.http1(), Map.of(), "local-stack");
    }

    /** Creates a client of the API, at these addresses. */
    public ApiClient(Map<Region, URI> apis, String userAgent) {
        this(HttpClients.http1(), apis, userAgent);
    }

    /** Creates a client that connects as the builder says. */
    public ApiClient(HttpClient.Builder http, Map<Region, URI> apis, String userAgent) {
        this.http = http.connectTimeout(TIMEOUT).build();
        this.apis = Map.copyOf(apis);
        this.everyHeader = Map.of("User-Agent", userAgent);
    }

    /** Returns the API's address in a region. */
    public URI address(Region region) {
        return Objects.requireNonNull(apis.get(region));
    }

    /** Sends a GET request; with the account's access token if it is given. */
    public ApiResponse get(Region region, String path, @Nullable String token) {
        return send(region, "GET", path, token, null);
    }

    /** Sends a POST request with a JSON body. */
    public ApiResponse post(Region region, String path, @Nullable String token, Object body) {
        return send(region, "POST", path, token, body);
    }

    /** Sends a POST request with an idempotency key. */
    public ApiResponse postOnce(
            Region region, String path, String token, String idempotencyKey, Object body) {
        Map<String, String> headers = new HashMap<>(bearer(token));
        headers.put("Idempotency-Key", idempotencyKey);
        return exchange(
                label("POST", path, region),
                "POST",
                address(region).resolve(path),
                headers,
                JsonValues.write(body));
    }

    /** Sends a request with any method. */
    public ApiResponse send(
            Region region,
            String method,
            String path,
            @Nullable String token,
            @Nullable Object body) {
        return exchange(
                label(method, path, region),
                method,
                address(region).resolve(path),
                bearer(token),
                body == null ? new byte[0] : JsonValues.write(body));
    }

    /**
     * Requests a ticket: the single-use secret that admits a client to a conversation.
     *
     * @param api the API in the region that gives tickets
     * @param sessionId conversation to resume; null for a new one
     */
    public ConversationTicket ticket(URI api, String token, @Nullable String sessionId) {
        Map<String, String> body = sessionId == null ? Map.of() : Map.of("session_id", sessionId);
        return ticket(
                request("POST", api.resolve(SESSIONS), bearer(token), JsonValues.write(body))
                        .successful());
    }

    /** Returns the ticket that a response holds. */
    public static ConversationTicket ticket(ApiResponse response) {
        return new ConversationTicket(
                response.text("session_id"),
                response.text("ticket"),
                URI.create(response.text("stream_url")));
    }

    /**
     * Returns the JSON of a server.
     *
     * @throws StackUnavailableException if it answers with anything else
     */
    public JsonNode json(URI uri) {
        return request("GET", uri, Map.of(), new byte[0]).successful().json();
    }

    /** Sends a request to any server. */
    public ApiResponse request(String method, URI uri, Map<String, String> headers, byte[] body) {
        return exchange(method + " " + uri, method, uri, headers, body);
    }

    /** Returns the header with an access token; none without one. */
    public static Map<String, String> bearer(@Nullable String token) {
        return token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
    }

    private static String label(String method, String path, Region region) {
        return (method + " " + path).replaceFirst("(/auth/qr/).+", "$1…")
                + " in "
                + region.awsName();
    }

    private ApiResponse exchange(
            String label, String method, URI uri, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        // Without a length even of zero, which the gateway refuses.
        if (method.equals("GET") && body.length == 0) {
            request.GET();
        } else {
            request.method(method, BodyPublishers.ofByteArray(body));
        }
        if (body.length > 0) {
            request.setHeader("Content-Type", "application/json");
        }
        everyHeader.forEach(request::setHeader);
        headers.forEach(request::setHeader);
        try {
            long began = System.nanoTime();
            HttpResponse<byte[]> raw = http.send(request.build(), BodyHandlers.ofByteArray());
            double ms = (System.nanoTime() - began) / 1e6;
            return new ApiResponse(label, raw.statusCode(), raw.headers(), raw.body(), ms);
        } catch (IOException e) {
            throw new StackUnavailableException(
                    uri.getScheme() + "://" + uri.getAuthority() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackUnavailableException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
