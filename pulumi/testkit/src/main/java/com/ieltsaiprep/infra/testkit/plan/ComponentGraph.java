package com.ieltsaiprep.infra.testkit.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Dependency graph of a plan's components: one component depends on another if a resource in it
 * does. Providers and the stack itself are not in it: all others depend on them.
 *
 * @param components components in the order of their names
 */
record ComponentGraph(List<Component> components) {
    /**
     * Component that belongs to no other one.
     *
     * @param key key in the plan
     * @param name name in the program
     * @param type type without namespace, such as {@code RegionalCache}
     * @param provider provider of all its resources, empty if there are several
     * @param size number of resources, with itself
     * @param dependencies keys of the components that it needs
     * @param rank 0 without dependencies, else one more than the highest rank of them
     */
    record Component(
            String key,
            String name,
            String type,
            String provider,
            int size,
            Set<String> dependencies,
            int rank) {}

    static ComponentGraph of(Plan plan) {
        Map<String, PlannedResource> resources = new HashMap<>();
        plan.resources().forEach(it -> resources.put(it.key(), it));
        Map<String, List<PlannedResource>> members = new TreeMap<>();
        for (PlannedResource resource : plan.resources()) {
            PlannedResource root = root(resource, resources);
            if (!root.type().startsWith("pulumi:")) {
                members.computeIfAbsent(root.key(), _ -> new ArrayList<>()).add(resource);
            }
        }
        Map<String, Set<String>> dependencies = new TreeMap<>();
        members.forEach(
                (key, all) -> dependencies.put(key, dependencies(key, all, resources, members)));
        List<Component> components = new ArrayList<>();
        members.forEach(
                (key, all) ->
                        components.add(
                                component(root(all.getFirst(), resources), all, dependencies)));
        return new ComponentGraph(components);
    }

    private static Component component(
            PlannedResource root,
            List<PlannedResource> members,
            Map<String, Set<String>> dependencies) {
        Set<String> providers = new TreeSet<>();
        members.forEach(it -> providers.add(it.provider()));
        providers.remove("");
        return new Component(
                root.key(),
                root.name(),
                root.type().replaceAll(".*:", ""),
                providers.size() == 1 ? providers.iterator().next() : "",
                members.size(),
                dependencies.getOrDefault(root.key(), Set.of()),
                rank(root.key(), dependencies));
    }

    private static Set<String> dependencies(
            String key,
            List<PlannedResource> members,
            Map<String, PlannedResource> resources,
            Map<String, ?> components) {
        Set<String> needed = new TreeSet<>();
        for (PlannedResource member : members) {
            for (String dependency : member.dependencies()) {
                PlannedResource resource = resources.get(dependency);
                if (resource != null) {
                    needed.add(root(resource, resources).key());
                }
            }
        }
        needed.remove(key);
        needed.retainAll(components.keySet());
        return needed;
    }

    private static int rank(String key, Map<String, Set<String>> dependencies) {
        int rank = 0;
        for (String dependency : dependencies.getOrDefault(key, Set.of())) {
            rank = Math.max(rank, 1 + rank(dependency, dependencies));
        }
        return rank;
    }

    private static PlannedResource root(
            PlannedResource resource, Map<String, PlannedResource> resources) {
        PlannedResource current = resource;
        PlannedResource parent = resources.get(current.parent());
        while (parent != null) {
            current = parent;
            parent = resources.get(current.parent());
        }
        return current;
    }
}
