package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.openapi.ApiExchange;
import com.ieltsaiprep.api.openapi.OpenApiResponses;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
record ApiClient(ApiStack stack, HttpClient http, @Nullable String token) {
    private static final AtomicInteger CLIENTS = new AtomicInteger();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

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

    /** Response of the API. */
    record Response(int status, HttpHeaders headers, byte[] body) {
        JsonNode json() {
            try {
                return body.length == 0 ? JsonValues.object() : JsonValues.read(body);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + text(), e);
            }
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String text(String field) {
            JsonNode value = json().path(field);
            if (!value.isTextual()) {
                throw new AssertionError("no " + field + " in " + this);
            }
            return value.textValue();
        }

        /**
         * Returns status and problem type, such as {@code 401 session_expired}; {@code 200} without
         * a problem.
         */
        String outcome() {
            String type = json().path("type").asText();
            return (status + " " + type.substring(type.lastIndexOf('/') + 1)).strip();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return outcome() + " " + text();
        }
    }

    static ApiClient withOwnAddress(ApiStack stack) {
        int number = CLIENTS.incrementAndGet();
        try {
            InetAddress own =
                    InetAddress.getByAddress(
                            new byte[] {127, 1, (byte) (number >> 8), (byte) number});
            return new ApiClient(stack, HttpClients.http1().localAddress(own).build(), null);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns this client with an access token. */
    ApiClient withToken(String accessToken) {
        stack.addSecret(accessToken);
        return new ApiClient(stack, http, accessToken);
    }

    Response get(Region region, String path) {
        return send(region, "GET", path, "");
    }

    Response post(Region region, String path, Map<String, ?> body) {
        return send(
                region, "POST", path, new String(JsonValues.write(body), StandardCharsets.UTF_8));
    }

    Response post(Region region, String path) {
        return send(region, "POST", path, "");
    }

    Response send(Region region, String method, String path, String body) {
        return send(region, method, path, body, Map.of());
    }

    /** Sends a request with further headers. */
    Response send(
            Region region, String method, String path, String body, Map<String, String> headers) {
        return send(region, method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Sends a request with any bytes as its body. */
    Response send(
            Region region, String method, String path, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(stack.address(region).resolve(path))
                        .timeout(TIMEOUT)
                        .method(method, BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.setHeader("Content-Type", "application/json");
        }
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        headers.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> raw = http.send(request.build(), BodyHandlers.ofByteArray());
            if (!path.equals(CLIENT_EVENTS)) {
                collectSecrets(body);
                collectSecrets(raw.body());
            }
            Response response = new Response(raw.statusCode(), raw.headers(), raw.body());
            recordExchange(request.build(), response);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /**
     * Records an exchange for the check against docs/openapi.yaml, except for API Gateway's own
     * responses.
     */
    private static void recordExchange(HttpRequest request, Response response) {
        if (response.header("x-amzn-ErrorType").isEmpty()) {
            OpenApiResponses.observe(
                    new ApiExchange(
                            request.method(),
                            request.uri().getRawPath(),
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
