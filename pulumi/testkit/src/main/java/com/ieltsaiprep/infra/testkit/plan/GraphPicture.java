package com.ieltsaiprep.infra.testkit.plan;

import com.ieltsaiprep.infra.testkit.plan.ComponentGraph.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Picture of a plan's components in SVG: a lane for each region, and in it what depends on nothing
 * at the left. An arrow points at what a component needs.
 */
public final class GraphPicture {
    private static final int WIDTH = 172;
    private static final int HEIGHT = 40;
    private static final int COLUMN = 262;
    private static final int ROW = 52;
    private static final int LANE_NAME = 96;
    private static final int MARGIN = 16;
    private static final int TITLE = 44;

    private static final String STYLE =
            """
            <style>
              text { font: 12px system-ui, sans-serif; fill: #1f2430; }
              .title { font-size: 15px; font-weight: 600; }
              .lane { fill: #f4f6fa; }
              .lane-name { font-weight: 600; fill: #4a5266; }
              .box { fill: #ffffff; stroke: #8a93a8; }
              .detail { font-size: 10.5px; fill: #5b6378; }
              .edge { fill: none; stroke: #6b7fb3; stroke-width: 1.2; stroke-opacity: 0.75; }
            </style>
            <defs>
              <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" \
            markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#6b7fb3"/></marker>
            </defs>
            """;

    private final ComponentGraph graph;
    private final Map<String, Integer> lefts = new HashMap<>();
    private final Map<String, Integer> tops = new HashMap<>();
    private final StringBuilder svg = new StringBuilder();

    private GraphPicture(ComponentGraph graph) {
        this.graph = graph;
    }

    /** Returns the picture of a plan. */
    public static String svg(Plan plan) {
        return new GraphPicture(ComponentGraph.of(plan)).draw(plan);
    }

    private String draw(Plan plan) {
        int ranks = graph.components().stream().mapToInt(Component::rank).max().orElse(0) + 1;
        int width = MARGIN + LANE_NAME + ranks * COLUMN;
        int bottom = TITLE;
        for (Map.Entry<String, List<Component>> lane : lanes().entrySet()) {
            bottom = lane(lane.getKey(), lane.getValue(), bottom, width) + MARGIN / 2;
        }
        graph.components().forEach(this::edges);
        graph.components().forEach(this::box);
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">
        %s<rect width="100%%" height="100%%" fill="#ffffff"/>
        <text class="title" x="%d" y="28">Stack %s: %d resources in %d components</text>
        %s</svg>
        """
                .formatted(
                        width + MARGIN,
                        bottom + MARGIN / 2,
                        width + MARGIN,
                        bottom + MARGIN / 2,
                        STYLE,
                        MARGIN,
                        plan.stack(),
                        plan.resources().size(),
                        graph.components().size(),
                        svg);
    }

    /** Returns the components by provider; those of several regions are in a lane of their own. */
    private Map<String, List<Component>> lanes() {
        // All regions, and then us, eu, ap; in each the highest rank first.
        Map<String, List<Component>> lanes =
                new TreeMap<>(
                        Comparator.comparing((String it) -> !it.isEmpty())
                                .thenComparing(Comparator.reverseOrder()));
        List<Component> byRank =
                graph.components().stream()
                        .sorted(
                                Comparator.comparingInt(Component::rank)
                                        .reversed()
                                        .thenComparing(it -> it.dependencies().isEmpty())
                                        .thenComparing(Component::key))
                        .toList();
        for (Component component : byRank) {
            lanes.computeIfAbsent(component.provider(), _ -> new ArrayList<>()).add(component);
        }
        return lanes;
    }

    /** Places the components of a lane, draws its background and returns its bottom. */
    private int lane(String provider, List<Component> components, int top, int width) {
        Map<Integer, Set<Integer>> taken = new HashMap<>();
        int rows = 0;
        for (Component component : components) {
            int row = 0;
            while (!rowsOf(taken, component.rank()).add(row)) {
                row++;
            }
            // An arrow to a rank farther left leaves in this row: no box may stand in its way.
            for (int rank = component.rank() - 1; rank > lowestRank(component); rank--) {
                rowsOf(taken, rank).add(row);
            }
            rows = Math.max(rows, row + 1);
            lefts.put(component.key(), MARGIN + LANE_NAME + component.rank() * COLUMN);
            tops.put(component.key(), top + row * ROW + (ROW - HEIGHT) / 2);
        }
        int height = rows * ROW;
        svg.append(
                "<rect class=\"lane\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>%n"
                        .formatted(MARGIN / 2, top, width, height));
        String name =
                provider.isEmpty()
                        ? "all regions"
                        : provider.replace("aws-", "").toUpperCase(Locale.ROOT);
        text("lane-name", MARGIN, top + height / 2 + 4, name);
        return top + height;
    }

    private static Set<Integer> rowsOf(Map<Integer, Set<Integer>> taken, int rank) {
        return taken.computeIfAbsent(rank, _ -> new HashSet<>());
    }

    /** Returns the lowest rank of what a component needs, or its own. */
    private int lowestRank(Component component) {
        return graph.components().stream()
                .filter(it -> component.dependencies().contains(it.key()))
                .mapToInt(Component::rank)
                .min()
                .orElse(component.rank());
    }

    private void box(Component component) {
        int left = left(component.key());
        int top = top(component.key());
        svg.append(
                "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>%n"
                        .formatted(left, top, WIDTH, HEIGHT));
        text("name", left + 8, top + 17, component.name());
        text("detail", left + 8, top + 32, component.type() + ", " + component.size());
    }

    private void edges(Component component) {
        for (String dependency : component.dependencies()) {
            int x1 = left(component.key());
            int y1 = top(component.key()) + HEIGHT / 2;
            int x2 = left(dependency) + WIDTH;
            int y2 = top(dependency) + HEIGHT / 2;
            int bend = Math.max(30, (x1 - x2) / 2);
            svg.append(
                    "<path class=\"edge\" marker-end=\"url(#arrow)\" d=\"M%d,%d C%d,%d %d,%d %d,%d\"/>%n"
                            .formatted(x1, y1, x1 - bend, y1, x2 + bend, y2, x2, y2));
        }
    }

    private void text(String style, int x, int y, String text) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(style, x, y, text));
    }

    private int left(String key) {
        return lefts.getOrDefault(key, 0);
    }

    private int top(String key) {
        return tops.getOrDefault(key, 0);
    }
}
