package com.ieltsaiprep.api.platform.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Client that calls a function as API Gateway does. */
public final class FunctionCalls {
    /** Id of each request. */
    public static final String ID = "8f4d1c0a-0d3e-4a53-9a57-0d4b7c1f2f6e";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestStreamHandler function;

    /** Creates a client of a function. */
    public FunctionCalls(RequestStreamHandler function) {
        this.function = function;
    }

    /** Returns a function's output for an event, byte for byte. */
    public byte[] raw(String event) {
        try {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            function.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    output,
                    new FakeContext());
            return output.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends an event and returns the response. */
    public JsonNode send(JsonNode event) {
        try {
            return JSON.readTree(raw(event.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request without a body. */
    public JsonNode send(String method, String path, Map<String, String> headers) {
        return send(event(method, path, headers));
    }

    /** Sends a request with a Base64-encoded body. */
    public JsonNode send(String method, String path, Map<String, String> headers, byte[] body) {
        return send(
                event(method, path, headers)
                        .put("body", Base64.getEncoder().encodeToString(body))
                        .put("isBase64Encoded", true));
    }

    /** Returns an event of a REST API with the fields that functions read. */
    public static ObjectNode event(String method, String path, Map<String, String> headers) {
        ObjectNode event =
                JSON.createObjectNode()
                        .put("resource", "/{proxy+}")
                        .put("path", path)
                        .put("httpMethod", method)
                        .putNull("multiValueQueryStringParameters")
                        .putNull("body")
                        .put("isBase64Encoded", false);
        ObjectNode single = event.putObject("headers");
        ObjectNode multiple = event.putObject("multiValueHeaders");
        headers.forEach(
                (name, value) -> {
                    single.put(name, value);
                    multiple.putArray(name).add(value);
                });
        event.putObject("requestContext")
                .put("requestId", ID)
                .putObject("identity")
                .put("sourceIp", "203.0.113.7");
        return event;
    }

    /** Returns the first value of a response header; empty if it is missing. */
    public static String header(JsonNode response, String name) {
        return response.at("/multiValueHeaders/" + name + "/0").asText();
    }
}
