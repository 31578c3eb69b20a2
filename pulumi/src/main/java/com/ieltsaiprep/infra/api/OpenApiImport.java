package com.ieltsaiprep.infra.api;

import com.ieltsaiprep.infra.JsonOutput;
import com.ieltsaiprep.infra.YamlDocument;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Import of the project's OpenAPI document into API Gateway: its paths and operations, each with a
 * proxy integration of the function that serves its tag.
 *
 * <p>Left out is what API Gateway cannot import (OpenAPI 3.1, such as {@code const}) or would not
 * use: with proxy integrations the functions check requests and write responses, schemas included.
 * Each path also gets a method for any other verb, so that preflight requests (CORS) and the 405 of
 * other verbs come from the function. One {@code /{proxy+}} per function would be shorter, but then
 * metrics, logs and throttling would know a function only, not its operations.
 */
final class OpenApiImport {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final int TIMEOUT_MS = 29_000;
    private static final String EXTENSION = "x-amazon-apigateway-";

    private final YamlDocument document;
    private final String origin;
    private final Function<FunctionKind, String> invokeArn;

    /**
     * Creates an import.
     *
     * @param document OpenAPI document of the project
     * @param origin origin of the page, for responses that API Gateway makes itself
     * @param invokeArn ARN under which API Gateway invokes a function
     */
    OpenApiImport(YamlDocument document, String origin, Function<FunctionKind, String> invokeArn) {
        this.document = document;
        this.origin = origin;
        this.invokeArn = invokeArn;
    }

    /** Returns the names of all functions that serve operations of a document. */
    static List<FunctionKind> functions(YamlDocument document) {
        YamlDocument paths = document.object("paths");
        return paths.members().keySet().stream()
                .map(path -> kind(path, paths.object(path)))
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the JSON that API Gateway imports. */
    String body(String title) {
        YamlDocument paths = document.object("paths");
        Map<String, Object> imported = new TreeMap<>();
        paths.members()
                .keySet()
                .forEach(path -> imported.put(path, path(path, paths.object(path))));
        return JsonOutput.text(
                Map.of(
                        "openapi",
                        "3.0.1",
                        "info",
                        Map.of("title", title, "version", document.object("info").text("version")),
                        "paths",
                        imported,
                        EXTENSION + "gateway-responses",
                        gatewayResponses()));
    }

    private Map<String, Object> path(String path, YamlDocument item) {
        FunctionKind kind = kind(path, item);
        Map<String, Object> imported = new TreeMap<>();
        for (String method : METHODS) {
            if (item.members().containsKey(method)) {
                Map<String, Object> operation = operation(path, kind);
                operation.put("operationId", item.object(method).text("operationId"));
                imported.put(method, operation);
            }
        }
        imported.put(EXTENSION + "any-method", operation(path, kind));
        return imported;
    }

    private static FunctionKind kind(String path, YamlDocument item) {
        List<FunctionKind> kinds =
                METHODS.stream()
                        .filter(item.members()::containsKey)
                        .flatMap(method -> item.object(method).texts("tags").stream())
                        .map(
                                tag ->
                                        FunctionKind.ofTag(tag)
                                                .orElseThrow(
                                                        () ->
                                                                new IllegalArgumentException(
                                                                        "no function serves the"
                                                                                + " tag "
                                                                                + tag)))
                        .distinct()
                        .toList();
        if (kinds.size() != 1) {
            throw new IllegalArgumentException(path + " is served by " + kinds);
        }
        return kinds.get(0);
    }

    private Map<String, Object> operation(String path, FunctionKind kind) {
        Map<String, Object> operation = new TreeMap<>();
        operation.put(
                "responses", Map.of("200", Map.of("description", "Response of the function")));
        List<Object> parameters = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(path);
        while (matcher.find()) {
            parameters.add(
                    Map.of(
                            "name",
                            matcher.group(1),
                            "in",
                            "path",
                            "required",
                            true,
                            "schema",
                            Map.of("type", "string")));
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        operation.put(
                EXTENSION + "integration",
                Map.of(
                        "type",
                        "aws_proxy",
                        "httpMethod",
                        "POST",
                        "uri",
                        invokeArn.apply(kind),
                        "passthroughBehavior",
                        "when_no_match",
                        "timeoutInMillis",
                        TIMEOUT_MS));
        return operation;
    }

    /**
     * Returns the responses that API Gateway makes without a function, as problem documents. Their
     * headers cannot depend on the request, so that only the page may read them; the app takes them
     * for a failed connection, and tries again.
     */
    private Map<String, Object> gatewayResponses() {
        Map<String, Object> responses = new TreeMap<>();
        responses.put("DEFAULT_4XX", response("invalid_request", "The request is not right"));
        responses.put("DEFAULT_5XX", response("unavailable", "Not available at present"));
        // API Gateway's words for a path that it does not know.
        responses.put(
                "MISSING_AUTHENTICATION_TOKEN",
                withStatus(404, response("not_found", "There is nothing at this path")));
        responses.put("THROTTLED", response("too_many_requests", "Too many requests"));
        responses.put("REQUEST_TOO_LARGE", response("too_large", "The request is too large"));
        return responses;
    }

    private static Map<String, Object> withStatus(int status, Map<String, Object> response) {
        Map<String, Object> changed = new TreeMap<>(response);
        changed.put("statusCode", status);
        return changed;
    }

    private Map<String, Object> response(String type, String title) {
        Map<String, Object> problem =
                Map.of(
                        "type",
                        "https://ieltsaiprep.com/problems/" + type,
                        "title",
                        title,
                        "request_id",
                        "$context.requestId");
        return Map.of(
                "responseParameters",
                Map.of(
                        "gatewayresponse.header.Access-Control-Allow-Origin",
                        "'" + origin + "'",
                        "gatewayresponse.header.Cache-Control",
                        "'no-store'",
                        "gatewayresponse.header.Retry-After",
                        "'1'"),
                "responseTemplates",
                Map.of("application/json", JsonOutput.text(problem)));
    }
}
