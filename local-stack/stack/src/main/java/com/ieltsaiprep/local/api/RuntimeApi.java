package com.ieltsaiprep.local.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda Runtime API for one process (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda guide, Runtime
 * API</a>). Thread-safe.
 *
 * <p>Each process needs an instance of its own: another process would take the events that the
 * pending poll of a dead one still claims.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String PATH = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<byte[]>> responses = new ConcurrentHashMap<>();

    private record Event(String id, byte[] payload) {
        /** Returns the trace header that makes X-Ray trace the request. */
        String trace() {
            String digits = id.replace("-", "");
            return "Root=1-%s-%s;Parent=%s;Sampled=1"
                    .formatted(digits.substring(0, 8), digits.substring(8), digits.substring(16));
        }
    }

    /** Error that the function or its process has reported. */
    static final class FunctionError extends RuntimeException {
        private static final long serialVersionUID = 1;

        private FunctionError(String report) {
            super(report);
        }
    }

    /**
     * Starts to listen on a free port of the loopback interface.
     *
     * @throws IOException if it cannot
     */
    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(PATH, this::handle);
        server.start();
    }

    /** Returns the value of {@code AWS_LAMBDA_RUNTIME_API} for the process. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Queues an event for the process.
     *
     * @return the response, or a {@link FunctionError}
     */
    CompletableFuture<byte[]> send(byte[] payload) {
        Event event = new Event(UUID.randomUUID().toString(), payload);
        CompletableFuture<byte[]> response = new CompletableFuture<>();
        responses.put(event.id, response);
        events.add(event);
        return response;
    }

    private void handle(HttpExchange call) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readAllBytes();
            String path = call.getRequestURI().getPath().substring(PATH.length());
            String id = path.replaceFirst("invocation/([^/]*)/.*", "$1");
            if (path.equals("invocation/next")) {
                sendEvent(call, events.take());
                return;
            }
            if (path.endsWith("/response")) {
                takeResponse(id).complete(body);
            } else if (path.equals("init/error")) {
                responses.values().forEach(response -> response.completeExceptionally(error(body)));
            } else {
                takeResponse(id).completeExceptionally(error(body));
            }
            call.sendResponseHeaders(202, -1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sendEvent(HttpExchange call, Event event) throws IOException {
        Headers headers = call.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", event.id);
        headers.set("Lambda-Runtime-Trace-Id", event.trace());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(
                        Instant.now().plus(FunctionSettings.REQUEST_TIMEOUT).toEpochMilli()));
        headers.set(
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:us-east-1:123456789012:function:local");
        call.sendResponseHeaders(200, event.payload.length);
        call.getResponseBody().write(event.payload);
    }

    private CompletableFuture<byte[]> takeResponse(String id) {
        CompletableFuture<byte[]> response = responses.remove(id);
        return response == null ? new CompletableFuture<>() : response;
    }

    private static FunctionError error(byte[] report) {
        return new FunctionError(new String(report, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}
