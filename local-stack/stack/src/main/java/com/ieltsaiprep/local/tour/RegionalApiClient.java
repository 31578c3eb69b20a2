package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
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
import java.util.Map;
import java.util.Objects;

/** HTTP client of the API in each region. Blocks. */
final class RegionalApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/140.0.0.0 Safari/537.36";

    private final HttpClient http = HttpClients.http1().connectTimeout(TIMEOUT).build();
    private final Map<Region, URI> addresses;

    /**
     * Creates a client.
     *
     * @param addresses each region's API, http
     */
    RegionalApiClient(Map<Region, URI> addresses) {
        this.addresses = Map.copyOf(addresses);
    }

    URI address(Region region) {
        return Objects.requireNonNull(addresses.get(region));
    }

    /** Sends a GET request; with the account's access token if it is given. */
    ApiResponse get(Region region, String path, @Nullable String token) {
        return send(region, "GET", path, token, null);
    }

    /** Sends a POST request. */
    ApiResponse post(Region region, String path, @Nullable String token, Object body) {
        return send(region, "POST", path, token, body);
    }

    /** Sends a POST request with an idempotency key. */
    ApiResponse postOnce(
            Region region, String path, String token, String idempotencyKey, Object body) {
        return exchange(
                region,
                "POST " + path,
                request(region, "POST", path, token, body)
                        .header("Idempotency-Key", idempotencyKey)
                        .build());
    }

    /** Sends a request with any method. */
    ApiResponse send(
            Region region,
            String method,
            String path,
            @Nullable String token,
            @Nullable Object body) {
        return exchange(
                region, method + " " + path, request(region, method, path, token, body).build());
    }

    private HttpRequest.Builder request(
            Region region,
            String method,
            String path,
            @Nullable String token,
            @Nullable Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(region).resolve(path))
                        .timeout(TIMEOUT)
                        .header("User-Agent", USER_AGENT)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(JsonValues.write(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private ApiResponse exchange(Region region, String operation, HttpRequest request) {
        String label = operation.replaceFirst("(/auth/qr/).+", "$1…");
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new ApiResponse(
                    label + " in " + region.awsName(),
                    response.statusCode(),
                    response.headers().firstValue("X-Request-Id").orElse("none"),
                    response.body().length == 0
                            ? JsonValues.object()
                            : JsonValues.read(response.body()));
        } catch (IOException e) {
            throw new StackUnavailableException(
                    "%s in %s: no answer that is JSON".formatted(label, region.awsName()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackUnavailableException("interrupted", e);
        }
    }
}
