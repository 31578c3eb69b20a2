package com.ieltsaiprep.infra.testkit.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reader of configuration: {@code Pulumi.yaml}, which declares keys with their defaults, and {@code
 * Pulumi.<stack>.yaml}. A secret has a made-up value: nothing here can decrypt it.
 */
public final class StackConfigReader {
    private final Path folder;
    private final TreeMap<String, String> values = new TreeMap<>();
    private final Set<String> secretKeys = new HashSet<>();

    private StackConfigReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the configuration of a stack.
     *
     * @param folder folder of {@code Pulumi.yaml}
     * @throws IllegalArgumentException if a declared key has no value
     */
    public static StackConfig read(Path folder, String stack) {
        return new StackConfigReader(folder).read(stack);
    }

    private StackConfig read(String stack) {
        Map<?, ?> project = yaml("Pulumi.yaml");
        String name = String.valueOf(project.get("name"));
        configOf(yaml("Pulumi." + stack + ".yaml")).forEach((key, value) -> set(name, key, value));
        configOf(project).forEach((key, declaration) -> declare(name, key, declaration));
        return new StackConfig(name, stack, values, secretKeys);
    }

    private static Map<?, ?> configOf(Map<?, ?> document) {
        return document.get("config") instanceof Map<?, ?> config ? config : Map.of();
    }

    private void set(String project, Object key, Object value) {
        String fullKey = fullKey(project, key);
        if (value instanceof Map<?, ?> map && map.containsKey("secure")) {
            setSecret(fullKey);
        } else {
            values.put(fullKey, text(value));
        }
    }

    /** Applies a key of {@code Pulumi.yaml} that the stack does not set. */
    private void declare(String project, Object key, Object declaration) {
        String fullKey = fullKey(project, key);
        if (values.containsKey(fullKey)) {
            return;
        }
        if (!(declaration instanceof Map<?, ?> map)) {
            values.put(fullKey, text(declaration));
        } else if (Boolean.TRUE.equals(map.get("secret"))) {
            setSecret(fullKey);
        } else if (map.containsKey("value")) {
            values.put(fullKey, text(map.get("value")));
        } else if (map.containsKey("default")) {
            values.put(fullKey, text(map.get("default")));
        } else {
            throw new IllegalArgumentException("the stack has no value of " + fullKey);
        }
    }

    private void setSecret(String fullKey) {
        secretKeys.add(fullKey);
        values.put(fullKey, "made-up-" + fullKey.substring(fullKey.indexOf(':') + 1) + "-secret");
    }

    private static String fullKey(String project, Object key) {
        String name = String.valueOf(key);
        return name.contains(":") ? name : project + ":" + name;
    }

    private static String text(Object value) {
        if (!(value instanceof Map) && !(value instanceof Iterable)) {
            return String.valueOf(value);
        }
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Map<?, ?> yaml(String file) {
        try (Reader reader = Files.newBufferedReader(folder.resolve(file))) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return document instanceof Map<?, ?> map ? map : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
