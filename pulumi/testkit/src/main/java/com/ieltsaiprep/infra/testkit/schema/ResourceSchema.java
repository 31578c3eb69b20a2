package com.ieltsaiprep.infra.testkit.schema;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Inputs and outputs of a resource type or function.
 *
 * @param token type of the resource or token of the function
 * @param inputs inputs by name
 * @param outputs outputs by name
 */
public record ResourceSchema(
        String token, SortedMap<String, Property> inputs, SortedMap<String, Property> outputs) {
    /** Creates a schema that does not change. */
    public ResourceSchema {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Property>) inputs));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Property>) outputs));
    }
}
