package com.ieltsaiprep.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Validator of responses against docs/openapi.yaml. It refuses members of a body that the schema
 * does not declare.
 */
public final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Error responses that every operation may return, by HTTP status. */
    private static final Map<Integer, String> COMMON_ERRORS =
            Map.of(403, "origin_refused", 429, "too_many_requests", 500, "internal");

    private final JsonNode document;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /**
     * Operation of the API.
     *
     * @param name name such as {@code GET /auth/qr/{token}}
     * @param body declared request body; missing if there is none
     * @param responses declared responses by status
     */
    public record Operation(
            String name,
            String path,
            JsonNode description,
            JsonNode body,
            Map<Integer, JsonNode> responses) {

        /** Returns whether it requires a session. */
        public boolean isPersonal() {
            return !description.path("security").isArray();
        }

        /** Returns whether it takes a body. */
        public boolean hasBody() {
            return !body.isMissingNode();
        }

        /** Returns the example of the request body. */
        public Optional<JsonNode> example() {
            JsonNode example = body.at("/content/application~1json/example");
            return example.isMissingNode() ? Optional.empty() : Optional.of(example);
        }

        @Override
        public String toString() {
            return name;
        }

        private boolean matches(String method, String requested) {
            String[] names = path.split("/", -1);
            String[] values = requested.split("/", -1);
            boolean matches = name.startsWith(method + " ") && names.length == values.length;
            for (int i = 0; matches && i < names.length; i++) {
                matches = names[i].startsWith("{") || names[i].equals(values[i]);
            }
            return matches;
        }
    }

    /** Reads a document. */
    public OpenApi(Path file) {
        try {
            document =
                    new ObjectMapper()
                            .valueToTree(
                                    new Yaml(new SafeConstructor(new LoaderOptions()))
                                            .load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        document.path("paths").properties().forEach(path -> read(path.getKey(), path.getValue()));
    }

    private void read(String path, JsonNode item) {
        for (Map.Entry<String, JsonNode> entry : item.properties()) {
            if (!METHODS.contains(entry.getKey())) {
                continue;
            }
            Map<Integer, JsonNode> responses = new LinkedHashMap<>();
            entry.getValue()
                    .path("responses")
                    .properties()
                    .forEach(
                            response ->
                                    responses.put(
                                            Integer.valueOf(response.getKey()),
                                            resolve(response.getValue())));
            String name = entry.getKey().toUpperCase(Locale.ROOT) + " " + path;
            JsonNode body = resolve(entry.getValue().path("requestBody"));
            operations.put(name, new Operation(name, path, entry.getValue(), body, responses));
        }
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** Returns all operations. */
    public List<Operation> operations() {
        return List.copyOf(operations.values());
    }

    /** Returns the parsed document. */
    public JsonNode document() {
        return document;
    }

    /** Returns the names of all declared responses, such as {@code GET /me 200}. */
    public Set<String> responseNames() {
        Set<String> responseNames = new TreeSet<>();
        operations
                .values()
                .forEach(
                        it ->
                                it.responses()
                                        .keySet()
                                        .forEach(status -> responseNames.add(name(it, status))));
        return responseNames;
    }

    private static String name(Operation operation, int status) {
        return operation.name() + " " + status;
    }

    /** Returns the name of a response as in {@link #responseNames}; empty if it is undeclared. */
    public Optional<String> nameOf(ApiExchange exchange) {
        return operation(exchange)
                .filter(it -> it.responses().containsKey(exchange.status()))
                .map(it -> name(it, exchange.status()));
    }

    private Optional<Operation> operation(ApiExchange exchange) {
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        return operations.values().stream()
                .filter(it -> it.matches(method, exchange.path()))
                .findFirst();
    }

    /** Returns the differences of a response from its description; empty if it conforms. */
    public List<String> violations(ApiExchange exchange) {
        if (exchange.method().equals("OPTIONS")) {
            return List.of();
        }
        Optional<Operation> operation = operation(exchange);
        if (operation.isEmpty()) {
            return exchange.status() == 404 || exchange.status() == 405
                    ? bodyViolations(exchange, problemResponse())
                    : List.of("neither path nor method is declared");
        }
        JsonNode response = operation.get().responses().get(exchange.status());
        if (response == null) {
            boolean isCommonError =
                    exchange.body()
                            .contains(
                                    "/problems/"
                                            + COMMON_ERRORS.getOrDefault(exchange.status(), "?"));
            return isCommonError
                    ? bodyViolations(exchange, problemResponse())
                    : List.of("the status is not declared");
        }
        List<String> violations = new ArrayList<>(headerViolations(exchange, response));
        violations.addAll(bodyViolations(exchange, response));
        return violations;
    }

    private JsonNode problemResponse() {
        return document.at("/components/responses/BodyTooLarge");
    }

    /** Validates headers, also those that API Gateway remaps. */
    private List<String> headerViolations(ApiExchange exchange, JsonNode response) {
        List<String> violations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            Optional<String> value =
                    exchange.header(header.getKey())
                            .or(() -> exchange.header("x-amzn-remapped-" + header.getKey()));
            JsonNode schema = resolve(header.getValue()).path("schema");
            if (value.isEmpty()) {
                violations.add(header.getKey() + " is missing");
            } else {
                violations.addAll(
                        Schemas.textViolations(document, schema, value.get()).stream()
                                .map(violation -> header.getKey() + ": " + violation)
                                .toList());
            }
        }
        return violations;
    }

    private List<String> bodyViolations(ApiExchange exchange, JsonNode response) {
        JsonNode content = response.path("content");
        if (exchange.method().equals("HEAD") || content.isMissingNode()) {
            return exchange.body().isEmpty() ? List.of() : List.of("it has a body");
        }
        String type = exchange.header("content-type").orElse("none");
        JsonNode schema = content.path(type).path("schema");
        return schema instanceof ObjectNode declared
                ? Schemas.violations(document, declared, exchange.body())
                : List.of("its Content-Type is " + type);
    }
}
