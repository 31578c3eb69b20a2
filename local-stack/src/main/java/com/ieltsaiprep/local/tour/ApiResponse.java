package com.ieltsaiprep.local.tour;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the API has answered.
 *
 * @param question such as {@code GET /me in eu-west-1}
 * @param body an empty object if there is none
 */
record ApiResponse(String question, int status, String requestId, JsonNode body) {
    /** Status and kind of problem, such as {@code 401 session_expired}; {@code 200} if none. */
    String outcome() {
        String type = body.path("type").asText();
        return (status + " " + type.substring(type.lastIndexOf('/') + 1)).strip();
    }

    /**
     * This answer.
     *
     * @throws StepFailedException if it is not of this outcome
     */
    ApiResponse expect(String expected) {
        unless(outcome().equals(expected), expected, outcome());
        return this;
    }

    /** A text in it. */
    String text(String field) {
        return json(field).asText();
    }

    /** A part of it. */
    JsonNode json(String field) {
        unless(body.hasNonNull(field), field + " in the answer", "none");
        return body.path(field);
    }

    /**
     * This answer.
     *
     * @throws StepFailedException if a text in it is not this
     */
    ApiResponse expect(String field, String expected) {
        unless(text(field).equals(expected), field + " " + expected, text(field));
        return this;
    }

    /**
     * What was expected of it, unless it is so.
     *
     * @throws StepFailedException if it is not
     */
    void unless(boolean so, String expected, Object came) {
        StepFailedException.unless(
                so,
                "%s: expected %s, came %s; request id %s"
                        .formatted(question, expected, came, requestId));
    }

    /** Without what is in it, which may be secret. */
    @Override
    public String toString() {
        return question + ": " + outcome();
    }
}
