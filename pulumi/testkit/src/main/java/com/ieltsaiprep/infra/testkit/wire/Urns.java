package com.ieltsaiprep.infra.testkit.wire;

/**
 * Names of resources in a stack: {@code urn:pulumi:<stack>::<project>::<types>::<name>}, where the
 * types are those of the component parents and of the resource, joined by {@code $}.
 */
public final class Urns {
    /** Type of the resource that all others belong to. */
    public static final String STACK_TYPE = "pulumi:pulumi:Stack";

    private static final String SEPARATOR = "::";

    private Urns() {}

    /**
     * Returns the URN of a resource whose parent has a URN, which is empty for the stack itself.
     */
    public static String of(String stack, String project, String parent, String type, String name) {
        String parents = parent.isEmpty() ? "" : types(parent);
        String types =
                parents.isEmpty() || parents.equals(STACK_TYPE) ? type : parents + "$" + type;
        return String.join(SEPARATOR, "urn:pulumi:" + stack, project, types, name);
    }

    /** Returns the types in a URN, joined by {@code $}. */
    public static String types(String urn) {
        return part(urn, 2);
    }

    /** Returns the name of a resource in the program. */
    public static String name(String urn) {
        return part(urn, 3);
    }

    private static String part(String urn, int number) {
        String[] parts = urn.split(SEPARATOR, 4);
        if (parts.length != 4 || !urn.startsWith("urn:pulumi:")) {
            throw new IllegalArgumentException("not a URN: " + urn);
        }
        return parts[number];
    }
}
