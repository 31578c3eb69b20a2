package com.ieltsaiprep.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** JSON Schema validator for an OpenAPI document: refuses undeclared members of objects. */
final class Schemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLOSED = "unevaluatedProperties";
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<JsonNode, JsonSchema> PARSED = new ConcurrentHashMap<>();

    private Schemas() {}

    /** Returns the schema violations of a body. */
    static List<String> violations(JsonNode document, ObjectNode schema, String body) {
        try {
            return violations(document, schema, JSON.readTree(body));
        } catch (JsonProcessingException _) {
            return List.of("it is not JSON");
        }
    }

    /** Returns the schema violations of a header value: an integer or a string. */
    static List<String> textViolations(JsonNode document, JsonNode schema, String value) {
        JsonNodeFactory nodes = JSON.getNodeFactory();
        boolean isNumber =
                schema.path("type").asText().equals("integer") && value.matches("\\d{1,9}");
        return violations(
                document,
                (ObjectNode) schema,
                isNumber ? nodes.numberNode(Integer.parseInt(value)) : nodes.textNode(value));
    }

    private static List<String> violations(JsonNode document, ObjectNode schema, JsonNode value) {
        return PARSED.computeIfAbsent(schema, _ -> read(document, schema)).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    /** Compiles a schema together with the components that it references. */
    private static JsonSchema read(JsonNode document, ObjectNode schema) {
        ObjectNode root = schema.deepCopy();
        ObjectNode components = document.path("components").deepCopy();
        ObjectNode problemSchema = (ObjectNode) components.at("/schemas/Problem");
        close(root);
        close(components);
        // Schemas extend Problem by allOf.
        problemSchema.remove(CLOSED);
        if (root.has("$ref") || root.has("allOf")) {
            root.put(CLOSED, false);
        }
        root.set("components", components);
        return FACTORY.getSchema(root, CONFIG);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put(CLOSED, false);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!member.getKey().equals("allOf")) {
                close(member.getValue());
            }
        }
        if (node.isArray()) {
            node.forEach(Schemas::close);
        }
    }
}
