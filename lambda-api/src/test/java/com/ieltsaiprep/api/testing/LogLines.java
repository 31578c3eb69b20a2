package com.ieltsaiprep.api.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Log lines written by functions. */
public final class LogLines {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Returns the stream for logs to write to. */
    public PrintStream stream() {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Returns all lines. */
    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Returns the lines of an event. */
    public List<JsonNode> of(String event) {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(LogLines::parse)
                .filter(line -> line.get("event").asText().equals(event))
                .toList();
    }

    /** Returns the field {@code what} of all failed cleanups. */
    public List<String> cleanupFailures() {
        return of("cleanup_failed").stream().map(line -> line.get("what").asText()).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
