package com.ieltsaiprep.api.platform.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Problem details of a failed HTTP request (RFC 9457), as they are sent to the client.
 *
 * @param detail for a person: what was wrong, and what is right; without technical names, which
 *     belong to the title, the errors' fields and the further members
 * @param errors of single fields of the request's body, or of headers
 * @param further members of the JSON document
 * @param headers of the response
 */
public record Problem(
        ProblemType type,
        String detail,
        List<FieldError> errors,
        Map<String, String> further,
        Map<String, String> headers) {
    private static final int UNAUTHORIZED = 401;

    /**
     * Error of a field.
     *
     * @param field its path in the body, such as {@code consent.terms_version}, or a header's name
     * @param detail what is right, for a person
     */
    record FieldError(String field, String detail) {
        private Map<String, String> json() {
            return Map.of("field", field, "detail", detail);
        }
    }

    /** Creates a problem with copies of its list of errors and its maps. */
    public Problem {
        errors = List.copyOf(errors);
        further = Map.copyOf(further);
        headers = Map.copyOf(headers);
    }

    /** Creates a problem without field errors, additional members or headers. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of(), Map.of());
    }

    /** Creates the problem of a temporary failure; {@code Retry-After} says when to try again. */
    public static Problem retryable(ProblemType type, String detail, Duration after) {
        String seconds = String.valueOf(Math.max(1, after.plusMillis(999).toSeconds()));
        return new Problem(type, detail, List.of(), Map.of(), Map.of("Retry-After", seconds));
    }

    /** Creates the problem (400) of a request in which one field or header is invalid. */
    public static Problem invalidField(String field, String detail) {
        return invalid(List.of(new FieldError(field, detail)));
    }

    /** Creates the problem of a body with invalid fields. */
    static Problem invalid(List<FieldError> errors) {
        return new Problem(
                ProblemType.INVALID_REQUEST,
                "Something that was entered or sent is not right.",
                errors,
                Map.of(),
                Map.of());
    }

    /**
     * Creates the HTTP response whose body has this problem and the request's id; a response with
     * status 401 also has the header {@code WWW-Authenticate: Bearer}.
     */
    public Response toResponse(String requestId) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", type.uri());
        document.put("title", type.title());
        document.put("status", type.status());
        document.put("detail", detail);
        document.put("request_id", requestId);
        if (!errors.isEmpty()) {
            document.put("errors", errors.stream().map(FieldError::json).toList());
        }
        document.putAll(further);
        Response response = Response.of(type.status(), "application/problem+json", document);
        if (type.status() == UNAUTHORIZED) {
            response = response.with("WWW-Authenticate", "Bearer");
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    /** Creates the exception by which an endpoint answers its request with this problem. */
    public ProblemException exception() {
        return new ProblemException(this);
    }
}
