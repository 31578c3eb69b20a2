package com.ieltsaiprep.local.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.json.JsonValues;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * HTTP response with the time that it took.
 *
 * @param request such as {@code GET /me in eu-west-1}
 * @param ms from the request to the last byte
 */
public record ApiResponse(String request, int status, HttpHeaders headers, byte[] body, double ms) {
    /** Returns a header; empty if there is none of this name. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Returns the body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Returns the body as JSON; an empty object if there is none.
     *
     * @throws StackUnavailableException if it is not JSON
     */
    public JsonNode json() {
        try {
            return body.length == 0 ? JsonValues.object() : JsonValues.read(body);
        } catch (IOException e) {
            throw new StackUnavailableException(request + ": no answer that is JSON", e);
        }
    }

    /**
     * Returns status and problem type, such as {@code 401 session_expired}; {@code 200} without a
     * problem.
     */
    public String outcome() {
        String type = "";
        try {
            type = body.length == 0 ? "" : JsonValues.read(body).path("type").asText();
        } catch (IOException _) {
            // Not JSON, so it names no problem.
        }
        return (status + " " + type.substring(type.lastIndexOf('/') + 1)).strip();
    }

    /** Returns a text field of the body. */
    public String text(String field) {
        return json(field).asText();
    }

    /** Returns a field of the body. */
    public JsonNode json(String field) {
        JsonNode json = json();
        require(json.hasNonNull(field), field + " in the answer", "none");
        return json.path(field);
    }

    /**
     * Returns this response.
     *
     * @throws StackUnavailableException if its status is no success
     */
    public ApiResponse successful() {
        if (status / 100 != 2) {
            throw new StackUnavailableException(request + " answered " + status);
        }
        return this;
    }

    /**
     * Returns this response.
     *
     * @throws UnmetExpectationException if its outcome is another
     */
    public ApiResponse expect(String expected) {
        require(outcome().equals(expected), expected, outcome());
        return this;
    }

    /**
     * Returns this response.
     *
     * @throws UnmetExpectationException if a text field has another value
     */
    public ApiResponse expect(String field, String expected) {
        require(text(field).equals(expected), field + " " + expected, text(field));
        return this;
    }

    /**
     * Throws an exception that reports expected and actual value, unless a condition holds.
     *
     * @throws UnmetExpectationException if it does not hold
     */
    public void require(boolean holds, String expected, Object actual) {
        UnmetExpectationException.require(
                holds,
                "%s: expected %s, came %s; request id %s"
                        .formatted(
                                request,
                                expected,
                                actual,
                                headers.firstValue("X-Request-Id").orElse("none")));
    }

    /**
     * Returns the request with the status and problem type of its response, but not the body, which
     * may hold secrets.
     */
    @Override
    public String toString() {
        return request + ": " + outcome();
    }
}
