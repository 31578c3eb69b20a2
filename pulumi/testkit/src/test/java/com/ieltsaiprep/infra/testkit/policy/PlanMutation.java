package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Mutation of a plan that violates a rule; a row of {@code mutations.json}.
 *
 * @param rule id of the rule
 * @param row the change: of the resources with a type and name, or a resource to add
 */
record PlanMutation(String rule, JsonNode row) {
    private static final Path FILE = Path.of("src/test/resources/mutations.json");

    static List<PlanMutation> all() {
        List<PlanMutation> mutations = new ArrayList<>();
        try {
            new ObjectMapper()
                    .readTree(Files.readString(FILE))
                    .path("mutations")
                    .forEach(it -> mutations.add(new PlanMutation(it.path("rule").asText(), it)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mutations;
    }

    /** Returns the changed plan. */
    Plan apply(Plan plan) {
        List<PlannedResource> resources = new ArrayList<>();
        for (PlannedResource resource : plan.resources()) {
            if (!isMeant(resource)) {
                resources.add(resource);
            } else if (!row.path("drop").asBoolean()) {
                resources.add(change(resource));
            }
        }
        JsonNode added = row.path("add");
        if (added.isObject()) {
            resources.add(resource(added));
        }
        return new Plan(plan.stack(), resources, plan.outputs());
    }

    private boolean isMeant(PlannedResource resource) {
        return resource.type().equals(row.path("type").asText())
                && Wildcards.matches(row.path("name").asText(), resource.name());
    }

    private static PlannedResource resource(JsonNode added) {
        String type = added.path("type").asText();
        String name = added.path("name").asText();
        return new PlannedResource(
                type + "::" + name,
                type,
                name,
                "",
                added.path("provider").asText(),
                new ObjectMapper().createObjectNode(),
                List.of(),
                added.path("inputs"));
    }

    private PlannedResource change(PlannedResource resource) {
        JsonNode inputs = resource.inputs().deepCopy();
        row.path("set").properties().forEach(it -> set(inputs, it.getKey(), it.getValue()));
        row.path("remove").forEach(it -> remove(inputs, it.asText()));
        ObjectNode options = resource.options().deepCopy();
        row.path("options").properties().forEach(it -> options.set(it.getKey(), it.getValue()));
        return new PlannedResource(
                resource.key(),
                resource.type(),
                resource.name(),
                resource.parent(),
                row.has("provider") ? row.path("provider").asText() : resource.provider(),
                options,
                resource.dependencies(),
                inputs);
    }

    private static void set(JsonNode inputs, String path, JsonNode value) {
        JsonNode parent = parent(inputs, path);
        String last = path.substring(path.lastIndexOf('.') + 1);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), value);
        } else {
            ((ObjectNode) parent).set(last, value);
        }
    }

    private static void remove(JsonNode inputs, String path) {
        ((ObjectNode) parent(inputs, path)).remove(path.substring(path.lastIndexOf('.') + 1));
    }

    private static JsonNode parent(JsonNode inputs, String path) {
        int end = path.lastIndexOf('.');
        return end < 0 ? inputs : inputs.requiredAt("/" + path.substring(0, end).replace('.', '/'));
    }
}
