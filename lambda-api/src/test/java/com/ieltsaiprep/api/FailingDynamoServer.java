package com.ieltsaiprep.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Fake DynamoDB server: accepts counter updates and returns HTTP 500 for all other calls. */
final class FailingDynamoServer implements AutoCloseable {
    private static final String ERROR_BODY =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\",\"message\":\"no\"}";

    private final HttpServer server;

    /** Count returned by every counter update. */
    volatile int count = 1;

    FailingDynamoServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isCounterUpdate = request.contains("ADD hits");
        byte[] response =
                (isCounterUpdate ? counterBody() : ERROR_BODY).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(isCounterUpdate ? 200 : 500, response.length);
        exchange.getResponseBody().write(response);
        exchange.close();
    }

    private String counterBody() {
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
