package com.ieltsaiprep.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** DynamoDB on a bad day: it counts, and that is all it does. */
final class DynamoDown implements AutoCloseable {
    private static final String NO =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\",\"message\":\"no\"}";

    private final HttpServer server;

    /** The count in the response to every counter update. */
    volatile int count = 1;

    DynamoDown() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean counts = asked.contains("ADD hits");
        byte[] answer = (counts ? counted() : NO).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(counts ? 200 : 500, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String counted() {
        return "{\"Attributes\":{\"hits\":{\"N\":\"" + count + "\"}}}";
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
