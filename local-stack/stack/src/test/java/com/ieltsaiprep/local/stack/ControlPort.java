package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.JsonValues;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Client of a stand-in's control port. */
record ControlPort(HttpClient http, URI address) {
    private static final String FAULTS = "/faults";

    JsonNode get(String path) {
        return send("GET", path, new byte[0]);
    }

    void post(String path, ObjectNode body) {
        send("POST", path, JsonValues.write(body));
    }

    void put(String path, ObjectNode body) {
        send("PUT", path, JsonValues.write(body));
    }

    /** Rejects requests from now on. */
    void rejectRequests(int status, String type, ObjectNode fault) {
        fault.put("delayMs", 0).put("times", 1_000_000);
        fault.putObject("refusal")
                .put("status", status)
                .put("type", type)
                .put("message", "as a test wants it");
        send("POST", FAULTS, JsonValues.write(fault));
    }

    void clearFaults() {
        delete(FAULTS);
    }

    void delete(String path) {
        send("DELETE", path, new byte[0]);
    }

    private JsonNode send(String method, String path, byte[] body) {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path))
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(path + " answers " + response.statusCode());
            }
            return response.body().length == 0
                    ? JsonValues.object()
                    : JsonValues.read(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
