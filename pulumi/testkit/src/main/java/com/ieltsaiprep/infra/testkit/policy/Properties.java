package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.engine.SecretScan;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Properties of planned resources, by paths such as {@code snapStart.applyOn}. */
final class Properties {
    private Properties() {}

    static JsonNode at(PlannedResource resource, String path) {
        return resource.inputs().at("/" + path.replace('.', '/'));
    }

    /** Returns a string, number or boolean as text; empty if it is not set. */
    static String text(PlannedResource resource, String path) {
        return at(resource, path).asText();
    }

    static boolean isTrue(PlannedResource resource, String path) {
        return at(resource, path).asBoolean();
    }

    static long number(PlannedResource resource, String path, long otherwise) {
        return at(resource, path).asLong(otherwise);
    }

    static boolean isSet(PlannedResource resource, String path) {
        JsonNode value = at(resource, path);
        return !value.isMissingNode() && !value.isNull();
    }

    static boolean isSecret(PlannedResource resource, String path) {
        return text(resource, path).equals(SecretScan.MASK);
    }

    /** Returns the items of a list; none if it is not set. */
    static List<JsonNode> items(PlannedResource resource, String path) {
        List<JsonNode> items = new ArrayList<>();
        at(resource, path).forEach(items::add);
        return items;
    }

    /** Returns the texts of a list, or of a single text. */
    static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.asText());
        }
        value.forEach(it -> texts.add(it.asText()));
        return texts;
    }

    /** Returns the resources of some types. */
    static Stream<PlannedResource> ofTypes(Plan plan, String... types) {
        return Stream.of(types).flatMap(type -> plan.ofType(type).stream());
    }

    /** Returns whether a resource depends on another of a type. */
    static boolean dependsOn(PlannedResource resource, PlannedResource other) {
        return resource.dependencies().contains(other.key());
    }
}
