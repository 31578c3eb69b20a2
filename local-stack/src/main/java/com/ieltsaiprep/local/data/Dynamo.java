package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.Region;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Speaks DynamoDB's JSON protocol to DynamoDB Local. Blocks; safe for many threads. Four or five of
 * its answers go into one of the API's, and of the JDK's clients this one takes the processors,
 * which all parts share here, for the shortest time.
 */
final class Dynamo {
    private static final String TABLES = "DynamoDB_20120810.";
    private static final String STREAMS = "DynamoDBStreams_20120810.";

    private static final int TIMEOUT_MS = 30_000;

    private final URL address;
    private final Credentials credentials;

    /**
     * What is answered.
     *
     * @param headers their names in small letters
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    Dynamo(URI address, Credentials credentials) {
        try {
            this.address = address.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not HTTP: " + address, e);
        }
        this.credentials = credentials;
    }

    /**
     * Sends a request.
     *
     * @param target operation with its service and version, as in {@code X-Amz-Target}
     * @throws UncheckedIOException if no answer comes
     */
    Answer send(Region region, String target, byte[] body) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            // It checks no signature; the scope chooses the database.
            connection.setRequestProperty(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
                            .formatted(credentials.accessKeyId(), region.id()));
            connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
            connection.setRequestProperty("X-Amz-Target", target);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            return answer(connection);
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local does not answer", e);
        }
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        Map<String, String> headers = new HashMap<>();
        connection
                .getHeaderFields()
                .forEach(
                        (name, values) -> {
                            if (name != null) {
                                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
                            }
                        });
        try (InputStream in =
                status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, headers, in == null ? new byte[0] : in.readAllBytes());
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

    private static JsonNode answer(Answer response) {
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
}
