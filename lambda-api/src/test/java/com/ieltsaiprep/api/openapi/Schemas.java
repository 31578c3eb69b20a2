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

/** Schema validator: validates values, whose objects may have no members beyond the schema. */
final class Schemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLOSED = "unevaluatedProperties";
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<JsonNode, JsonSchema> READ = new ConcurrentHashMap<>();

    private Schemas() {}

    /** Validates a body; returns its errors. */
    static List<String> problems(JsonNode document, ObjectNode schema, String body) {
        try {
            return problems(document, schema, JSON.readTree(body));
        } catch (JsonProcessingException _) {
            return List.of("it is not JSON");
        }
    }

    /** Validates a header, whose value is an integer or a string; returns its errors. */
    static List<String> problemsOfText(JsonNode document, JsonNode schema, String value) {
        JsonNodeFactory nodes = JSON.getNodeFactory();
        boolean number =
                schema.path("type").asText().equals("integer") && value.matches("\\d{1,9}");
        return problems(
                document,
                (ObjectNode) schema,
                number ? nodes.numberNode(Integer.parseInt(value)) : nodes.textNode(value));
    }

    private static List<String> problems(JsonNode document, ObjectNode schema, JsonNode value) {
        return READ.computeIfAbsent(schema, _ -> read(document, schema)).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    /** Reads a schema together with the components of the document to which it refers. */
    private static JsonSchema read(JsonNode document, ObjectNode schema) {
        ObjectNode root = schema.deepCopy();
        ObjectNode components = document.path("components").deepCopy();
        ObjectNode problem = (ObjectNode) components.at("/schemas/Problem");
        close(root);
        close(components);
        // Other schemas extend it by allOf.
        problem.remove(CLOSED);
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
