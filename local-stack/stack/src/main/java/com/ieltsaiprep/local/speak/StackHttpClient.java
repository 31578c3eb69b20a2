package com.ieltsaiprep.local.speak;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** HTTP client for the parts of a stack. Blocks; thread-safe. */
final class StackHttpClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClients.http1().connectTimeout(TIMEOUT).build();

    /** Gets a body; empty if the answer is 404. */
    Optional<byte[]> get(URI uri) {
        HttpResponse<byte[]> response = send(request("GET", uri, null));
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(successful(response).body());
    }

    JsonNode getJson(URI uri) {
        return json(
                get(uri).orElseThrow(() -> new StackUnavailableException(uri + " does not exist")),
                uri);
    }

    /** Sends a body, or none, and returns the body of the answer. */
    byte[] exchange(String method, URI uri, byte @Nullable [] body) {
        return successful(send(request(method, uri, body))).body();
    }

    /** Posts a body with a bearer token and returns the body of the answer. */
    byte[] post(URI uri, String token, byte[] body) {
        HttpRequest.Builder request = request("POST", uri, body);
        return successful(send(request.header("Authorization", "Bearer " + token))).body();
    }

    JsonNode json(byte[] body, URI uri) {
        try {
            return JsonValues.read(body);
        } catch (IOException e) {
            throw new StackUnavailableException(uri + " did not answer with JSON", e);
        }
    }

    private static HttpRequest.Builder request(String method, URI uri, byte @Nullable [] body) {
        return HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new StackUnavailableException(address(request.uri()) + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackUnavailableException("interrupted", e);
        }
    }

    private static HttpResponse<byte[]> successful(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw new StackUnavailableException(
                    "%s %s answered %d"
                            .formatted(
                                    response.request().method(),
                                    response.uri(),
                                    response.statusCode()));
        }
        return response;
    }

    private static String address(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
