package com.ieltsaiprep.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Fake DynamoDB server: accepts counter updates, and returns HTTP 500 for all other calls. */
final class FailingDynamoServer implements AutoCloseable {
    private static final String ERROR =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"no\"}";

    private final HttpServer server;

    /** Refuses all counter updates, as of counts that are at their limit. */
    volatile boolean isAtLimit;

    FailingDynamoServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isCounterUpdate = request.contains("ADD hits");
        if (isCounterUpdate && !isAtLimit) {
            respond(exchange, 200, "{}");
        } else if (isCounterUpdate) {
            respond(exchange, 400, ERROR.formatted("ConditionalCheckFailedException"));
        } else {
            respond(exchange, 500, ERROR.formatted("InternalServerError"));
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] response = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, response.length);
        exchange.getResponseBody().write(response);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
