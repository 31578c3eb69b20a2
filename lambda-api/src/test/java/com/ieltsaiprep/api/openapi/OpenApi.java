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
 * OpenAPI document (docs/openapi.yaml): tells whether a response is declared. Strict: a member of a
 * body that its schema does not name is not declared either.
 */
public final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Problems that may answer any request, as the description declares for all operations. */
    private static final Map<Integer, String> ALWAYS =
            Map.of(403, "origin_refused", 429, "too_many_requests", 500, "internal");

    private final JsonNode document;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /**
     * Operation of the document.
     *
     * @param name such as {@code GET /auth/qr/{token}}
     * @param body its request body; missing if it takes none
     * @param answers the declared responses by their status
     */
    public record Operation(
            String name,
            String path,
            JsonNode description,
            JsonNode body,
            Map<Integer, JsonNode> answers) {

        /** Returns whether it requires a session. */
        public boolean isPersonal() {
            return !description.path("security").isArray();
        }

        /** Returns whether it takes a body. */
        public boolean hasBody() {
            return !body.isMissingNode();
        }

        /** Returns the example of its body, if it has one. */
        public Optional<JsonNode> example() {
            JsonNode example = body.at("/content/application~1json/example");
            return example.isMissingNode() ? Optional.empty() : Optional.of(example);
        }

        @Override
        public String toString() {
            return name;
        }

        private boolean fits(String method, String requested) {
            String[] names = path.split("/", -1);
            String[] values = requested.split("/", -1);
            boolean fits = name.startsWith(method + " ") && names.length == values.length;
            for (int i = 0; fits && i < names.length; i++) {
                fits = names[i].startsWith("{") || names[i].equals(values[i]);
            }
            return fits;
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
            Map<Integer, JsonNode> answers = new LinkedHashMap<>();
            entry.getValue()
                    .path("responses")
                    .properties()
                    .forEach(
                            answer ->
                                    answers.put(
                                            Integer.valueOf(answer.getKey()),
                                            resolved(answer.getValue())));
            String name = entry.getKey().toUpperCase(Locale.ROOT) + " " + path;
            JsonNode body = resolved(entry.getValue().path("requestBody"));
            operations.put(name, new Operation(name, path, entry.getValue(), body, answers));
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** Returns all operations. */
    public List<Operation> operations() {
        return List.copyOf(operations.values());
    }

    /** Returns the whole document. */
    public JsonNode document() {
        return document;
    }

    /** Returns every operation with each of its statuses, such as {@code GET /me 200}. */
    public Set<String> all() {
        Set<String> all = new TreeSet<>();
        operations
                .values()
                .forEach(it -> it.answers().keySet().forEach(status -> all.add(name(it, status))));
        return all;
    }

    private static String name(Operation operation, int status) {
        return operation.name() + " " + status;
    }

    /** Returns the declared response that this is, as {@link #all} names it; empty if none. */
    public Optional<String> nameOf(ApiExchange exchange) {
        return operation(exchange)
                .filter(it -> it.answers().containsKey(exchange.status()))
                .map(it -> name(it, exchange.status()));
    }

    private Optional<Operation> operation(ApiExchange exchange) {
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        return operations.values().stream()
                .filter(it -> it.fits(method, exchange.path()))
                .findFirst();
    }

    /** Validates a response; returns an empty list if it is declared. */
    public List<String> problems(ApiExchange exchange) {
        if (exchange.method().equals("OPTIONS")) {
            return List.of();
        }
        Optional<Operation> operation = operation(exchange);
        if (operation.isEmpty()) {
            return exchange.status() == 404 || exchange.status() == 405
                    ? problemsOfBody(exchange, problemDocument())
                    : List.of("neither path nor method is declared");
        }
        JsonNode answer = operation.get().answers().get(exchange.status());
        if (answer == null) {
            boolean always =
                    exchange.body()
                            .contains("/problems/" + ALWAYS.getOrDefault(exchange.status(), "?"));
            return always
                    ? problemsOfBody(exchange, problemDocument())
                    : List.of("the status is not declared");
        }
        List<String> problems = new ArrayList<>(problemsOfHeaders(exchange, answer));
        problems.addAll(problemsOfBody(exchange, answer));
        return problems;
    }

    private JsonNode problemDocument() {
        return document.at("/components/responses/BodyTooLarge");
    }

    /** Validates the headers, some of which API Gateway renames. */
    private List<String> problemsOfHeaders(ApiExchange exchange, JsonNode answer) {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
            Optional<String> value =
                    exchange.header(header.getKey())
                            .or(() -> exchange.header("x-amzn-remapped-" + header.getKey()));
            JsonNode schema = resolved(header.getValue()).path("schema");
            if (value.isEmpty()) {
                problems.add(header.getKey() + " is missing");
            } else {
                problems.addAll(
                        Schemas.problemsOfText(document, schema, value.get()).stream()
                                .map(problem -> header.getKey() + ": " + problem)
                                .toList());
            }
        }
        return problems;
    }

    private List<String> problemsOfBody(ApiExchange exchange, JsonNode answer) {
        JsonNode content = answer.path("content");
        if (exchange.method().equals("HEAD") || content.isMissingNode()) {
            return exchange.body().isEmpty() ? List.of() : List.of("it has a body");
        }
        String type = exchange.header("content-type").orElse("none");
        JsonNode schema = content.path(type).path("schema");
        return schema instanceof ObjectNode declared
                ? Schemas.problems(document, declared, exchange.body())
                : List.of("its Content-Type is " + type);
    }
}
