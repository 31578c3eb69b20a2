package com.ieltsaiprep.infra.testkit.plan;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * File of a plan in JSON. Documents of more than {@value #MAX_DOCUMENT} characters, such as the
 * body of the REST API, have their digest only: their sources are in the repository.
 */
public final class PlanFile {
    private static final int MAX_DOCUMENT = 20_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PlanFile() {}

    /** Returns a plan as it reads from its file: with digests instead of long documents. */
    public static Plan abridge(Plan plan) {
        return plan(json(plan));
    }

    /** Writes a plan. */
    public static void write(Plan plan, Path file) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, MAPPER.writer(printer).writeValueAsString(json(plan)) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a plan; a file that does not exist is a plan of no resource. */
    public static Plan read(Path file, String stack) {
        try {
            return Files.exists(file)
                    ? plan(MAPPER.readTree(Files.readString(file)))
                    : new Plan(stack, List.of(), JsonNodeFactory.instance.objectNode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode json(Plan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("stack", plan.stack());
        ObjectNode resources = json.putObject("resources");
        for (PlannedResource resource : plan.resources()) {
            ObjectNode node = resources.putObject(resource.key());
            put(node, "parent", resource.parent());
            put(node, "provider", resource.provider());
            if (!resource.options().isEmpty()) {
                node.set("options", resource.options());
            }
            if (!resource.dependencies().isEmpty()) {
                resource.dependencies().forEach(node.putArray("dependencies")::add);
            }
            node.set("inputs", abridge(resource.inputs()));
        }
        json.set("outputs", abridge(plan.outputs()));
        return json;
    }

    private static void put(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    private static Plan plan(JsonNode json) {
        List<PlannedResource> resources = new ArrayList<>();
        json.path("resources")
                .properties()
                .forEach(it -> resources.add(resource(it.getKey(), it.getValue())));
        return new Plan(json.path("stack").asText(), resources, json.path("outputs"));
    }

    private static PlannedResource resource(String key, JsonNode node) {
        String types = key.substring(0, key.indexOf("::"));
        List<String> dependencies = new ArrayList<>();
        node.path("dependencies").forEach(it -> dependencies.add(it.asText()));
        JsonNode options = node.path("options");
        return new PlannedResource(
                key,
                types.substring(types.lastIndexOf('$') + 1),
                key.substring(key.indexOf("::") + 2),
                node.path("parent").asText(),
                node.path("provider").asText(),
                options.isMissingNode() ? JsonNodeFactory.instance.objectNode() : options,
                dependencies,
                node.path("inputs"));
    }

    /** Replaces long documents by their digests. */
    private static JsonNode abridge(JsonNode value) {
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(it -> array.add(abridge(it)));
            return array;
        }
        String text = value.toString();
        boolean isText = value.isTextual() || value.has("json") || value.has("lines");
        if (isText && text.length() > MAX_DOCUMENT) {
            ObjectNode digest = JsonNodeFactory.instance.objectNode();
            return digest.put("sha256", sha256(text)).put("characters", text.length());
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(it -> object.set(it.getKey(), abridge(it.getValue())));
        return object;
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
