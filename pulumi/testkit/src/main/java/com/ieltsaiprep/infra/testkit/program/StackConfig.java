package com.ieltsaiprep.infra.testkit.program;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Configuration of a stack, as the CLI gives it to the program.
 *
 * @param project name of the Pulumi project
 * @param stack name of the stack
 * @param values values by full key, such as {@code ielts-genai-prep:domain}
 * @param secretKeys keys whose values are secrets
 */
public record StackConfig(
        String project, String stack, Map<String, String> values, Set<String> secretKeys) {
    /** Creates a configuration that does not change. */
    public StackConfig {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        secretKeys = Set.copyOf(secretKeys);
    }

    /** Returns the configuration with another value that is no secret. */
    public StackConfig with(String key, String value) {
        TreeMap<String, String> changed = new TreeMap<>(values);
        changed.put(project + ":" + key, value);
        return new StackConfig(project, stack, changed, secretKeys);
    }

    /** Returns the configuration with another secret. */
    public StackConfig withSecret(String key, String value) {
        Set<String> keys = new HashSet<>(secretKeys);
        keys.add(project + ":" + key);
        return new StackConfig(project, stack, with(key, value).values(), keys);
    }

    /** Returns the values that are secrets. */
    public Set<String> secrets() {
        return secretKeys.stream().map(values::get).collect(Collectors.toUnmodifiableSet());
    }
}
