package com.ieltsaiprep.infra.testkit.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Listing of a plan for people: components, and below each its resources. */
public final class PlanListing {
    private final Map<String, List<PlannedResource>> children = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();

    private PlanListing() {}

    /** Returns a line for each resource. */
    public static List<String> lines(Plan plan) {
        PlanListing listing = new PlanListing();
        for (PlannedResource resource : plan.resources()) {
            listing.children
                    .computeIfAbsent(resource.parent(), _ -> new ArrayList<>())
                    .add(resource);
        }
        listing.list("", "");
        return listing.lines;
    }

    private void list(String parent, String indent) {
        for (PlannedResource resource : children.getOrDefault(parent, List.of())) {
            String provider = resource.provider().isEmpty() ? "" : "  " + resource.provider();
            String isProtected =
                    resource.options().path("protect").asBoolean() ? "  protected" : "";
            lines.add(
                    indent
                            + resource.name()
                            + "  "
                            + shortType(resource.type())
                            + provider
                            + isProtected);
            list(resource.key(), indent + "  ");
        }
    }

    /** Returns {@code lambda.Function} for {@code aws:lambda/function:Function}. */
    static String shortType(String type) {
        String[] parts = type.split(":", -1);
        return parts.length == 3 && parts[0].equals("aws")
                ? parts[1].replaceAll("/.*", "") + "." + parts[2]
                : type;
    }
}
