package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.Region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Speaks DynamoDB's JSON protocol to DynamoDB Local. Blocks; safe for many threads. */
final class Dynamo implements AutoCloseable {
    private static final String TABLES = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI address;
    private final Credentials credentials;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Dynamo(URI address, Credentials credentials) {
        this.address = address;
        this.credentials = credentials;
    }

    /**
     * Sends a request.
     *
     * @param target operation with its service and version, as in {@code X-Amz-Target}
     * @throws UncheckedIOException if no answer comes
     */
    HttpResponse<byte[]> send(Region region, String target, byte[] body) {
        // It checks no signature; the scope chooses the database.
        String authorization =
                "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
                        .formatted(credentials.accessKeyId(), region.id());
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(LIMIT)
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", target)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    /**
     * Calls an operation on tables.
     *
     * @throws DynamoException if it is refused
     */
    JsonNode call(Region region, String operation, JsonNode body) {
        return answer(send(region, TABLES + operation, Json.write(body)));
    }

    /**
     * Calls an operation on streams.
     *
     * @throws DynamoException if it is refused
     */
    JsonNode stream(Region region, String operation, JsonNode body) {
        return answer(send(region, STREAMS + operation, Json.write(body)));
    }

    private static JsonNode answer(HttpResponse<byte[]> response) {
        try {
            JsonNode body = Json.read(response.body());
            if (response.statusCode() == 200) {
                return body;
            }
            String type = body.path("__type").asText();
            String message = body.path("message").asText(body.path("Message").asText());
            throw new DynamoException(type.substring(type.indexOf('#') + 1), message);
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local does not answer with JSON", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
