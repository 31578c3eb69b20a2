package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.PlainHttp;
import com.ieltsaiprep.local.wire.Region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** Speaks DynamoDB's JSON protocol to DynamoDB Local. Blocks; safe for many threads. */
final class Dynamo implements AutoCloseable {
    private static final String TABLES = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";

    private final Credentials credentials;
    private final PlainHttp http;

    Dynamo(URI address, Credentials credentials) {
        this.credentials = credentials;
        this.http = new PlainHttp(address, null);
    }

    /**
     * Sends a request.
     *
     * @param target operation with its service and version, as in {@code X-Amz-Target}
     * @throws UncheckedIOException if no answer comes
     */
    PlainHttp.Answer send(Region region, String target, byte[] body) {
        // It checks no signature; the scope chooses the database.
        String authorization =
                "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
                        .formatted(credentials.accessKeyId(), region.id());
        Map<String, String> headers =
                Map.of(
                        "Authorization", authorization,
                        "Content-Type", "application/x-amz-json-1.0",
                        "X-Amz-Target", target);
        try {
            return http.send("POST", "/", headers, body);
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local does not answer", e);
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

    private static JsonNode answer(PlainHttp.Answer response) {
        try {
            JsonNode body = Json.read(response.body());
            if (response.status() == 200) {
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
        http.close();
    }
}
