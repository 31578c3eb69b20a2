package com.ieltsaiprep.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.JsonValues;

import java.io.IOException;
import java.net.http.HttpHeaders;

/**
 * HTTP response with the time that it took.
 *
 * @param ms from the request to the last byte
 */
record TimedResponse(int status, HttpHeaders headers, byte[] body, double ms) {
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Returns the body as JSON; an empty object if it is none. */
    JsonNode json() {
        try {
            return body.length == 0 ? JsonValues.object() : JsonValues.read(body);
        } catch (IOException _) {
            return JsonValues.object();
        }
    }

    /** Returns status and problem type, such as {@code 401 unauthenticated}. */
    String outcome() {
        String type = json().path("type").asText();
        return (status + " " + type.substring(type.lastIndexOf('/') + 1)).strip();
    }
}
