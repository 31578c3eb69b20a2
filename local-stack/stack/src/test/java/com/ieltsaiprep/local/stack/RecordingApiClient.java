package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.openapi.ApiExchange;
import com.ieltsaiprep.api.openapi.OpenApiResponses;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Client of the API, with an IP address of its own.
 *
 * <p>On Linux all of 127.0.0.0/8 is this machine, so that rate limits by address need no bypass.
 *
 * @param token sent as bearer token; null for none
 */
record RecordingApiClient(ApiStack stack, ApiClient http, @Nullable String token) {
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    /** Fields whose values no log may hold, if they are long enough to be distinguishable. */
    private static final Set<String> CONFIDENTIAL =
            Set.of(
                    "email",
                    "user_email",
                    "name",
                    "device",
                    "password",
                    "current_password",
                    "new_password",
                    "code",
                    "registration",
                    "token",
                    "secret",
                    "user_code",
                    "ticket",
                    "essay_text",
                    "prompt",
                    "access_token",
                    "refresh_token");

    private static final int MIN_SECRET_LENGTH = 8;

    /** Path whose codes are no secrets, and logged. */
    private static final String CLIENT_EVENTS = "/client-events";

    static RecordingApiClient withOwnAddress(ApiStack stack) {
        int number = CLIENTS.incrementAndGet();
        try {
            InetAddress own =
                    InetAddress.getByAddress(
                            new byte[] {127, 1, (byte) (number >> 8), (byte) number});
            return new RecordingApiClient(
                    stack,
                    new ApiClient(HttpClients.http1().localAddress(own), Map.of(), "test"),
                    null);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns this client with an access token. */
    RecordingApiClient withToken(String accessToken) {
        stack.addSecret(accessToken);
        return new RecordingApiClient(stack, http, accessToken);
    }

    ApiResponse get(Region region, String path) {
        return send(region, "GET", path, "");
    }

    ApiResponse post(Region region, String path, Map<String, ?> body) {
        return send(
                region, "POST", path, new String(JsonValues.write(body), StandardCharsets.UTF_8));
    }

    ApiResponse post(Region region, String path) {
        return send(region, "POST", path, "");
    }

    ApiResponse send(Region region, String method, String path, String body) {
        return send(region, method, path, body, Map.of());
    }

    /** Sends a request with further headers. */
    ApiResponse send(
            Region region, String method, String path, String body, Map<String, String> headers) {
        return send(region, method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Sends a request with any bytes as its body. */
    ApiResponse send(
            Region region, String method, String path, byte[] body, Map<String, String> headers) {
        URI uri = stack.address(region).resolve(path);
        Map<String, String> all = new HashMap<>(ApiClient.bearer(token));
        all.putAll(headers);
        ApiResponse response = http.request(method, uri, all, body);
        if (!path.equals(CLIENT_EVENTS)) {
            collectSecrets(body);
            collectSecrets(response.body());
        }
        recordExchange(method, uri, response);
        return response;
    }

    /**
     * Records an exchange for the check against docs/openapi.yaml, except for API Gateway's own
     * responses.
     */
    private static void recordExchange(String method, URI uri, ApiResponse response) {
        if (response.header("x-amzn-ErrorType").isEmpty()) {
            OpenApiResponses.observe(
                    new ApiExchange(
                            method,
                            uri.getRawPath(),
                            response.status(),
                            response.headers().map(),
                            response.text()));
        }
    }

    private void collectSecrets(byte[] body) {
        try {
            JsonNode json = body.length == 0 ? JsonValues.object() : JsonValues.read(body);
            for (String field : CONFIDENTIAL) {
                for (JsonNode value : json.findValues(field)) {
                    if (value.isTextual()
                            && value.textValue().strip().length() >= MIN_SECRET_LENGTH) {
                        stack.addSecret(value.textValue());
                    }
                }
            }
        } catch (IOException _) {
            // Not JSON: it has no fields.
        }
    }
}
