package com.ieltsaiprep.local.tour;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Response of the API to a step's request.
 *
 * @param request such as {@code GET /me in eu-west-1}
 * @param body an empty object if there is none
 */
record ApiResponse(String request, int status, String requestId, JsonNode body) {
    /**
     * Returns status and problem type, such as {@code 401 session_expired}; {@code 200} without a
     * problem.
     */
    String outcome() {
        String type = body.path("type").asText();
        return (status + " " + type.substring(type.lastIndexOf('/') + 1)).strip();
    }

    /**
     * Returns this response.
     *
     * @throws StepFailedException if its outcome is another
     */
    ApiResponse expect(String expected) {
        require(outcome().equals(expected), expected, outcome());
        return this;
    }

    /** Returns a text field of the body. */
    String text(String field) {
        return json(field).asText();
    }

    /** Returns a field of the body. */
    JsonNode json(String field) {
        require(body.hasNonNull(field), field + " in the answer", "none");
        return body.path(field);
    }

    /**
     * Returns this response.
     *
     * @throws StepFailedException if a text field has another value
     */
    ApiResponse expect(String field, String expected) {
        require(text(field).equals(expected), field + " " + expected, text(field));
        return this;
    }

    /**
     * Throws an exception that reports expected and actual value, unless a condition holds.
     *
     * @throws StepFailedException if it does not hold
     */
    void require(boolean holds, String expected, Object actual) {
        StepFailedException.require(
                holds,
                "%s: expected %s, came %s; request id %s"
                        .formatted(request, expected, actual, requestId));
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
