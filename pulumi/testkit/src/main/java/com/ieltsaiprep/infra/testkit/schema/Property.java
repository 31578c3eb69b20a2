package com.ieltsaiprep.infra.testkit.schema;

import java.lang.reflect.Type;

/**
 * Property of a resource, of a nested object or of a function.
 *
 * @param name name on the wire
 * @param type type in the SDK, such as {@code Output<List<String>>}
 * @param required whether it must have a value
 * @param json whether an object is sent as a string of JSON, as in a provider's configuration
 */
public record Property(String name, Type type, boolean required, boolean json) {}
