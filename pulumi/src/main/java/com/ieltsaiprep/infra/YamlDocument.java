package com.ieltsaiprep.infra;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Object of a YAML or JSON file, with its members in the file's order. */
public final class YamlDocument {
    private final String place;
    private final Map<String, Object> members;

    private YamlDocument(String place, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(place + " is missing, or no object");
        }
        this.place = place;
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, member) -> copy.put(String.valueOf(name), member));
        this.members = Collections.unmodifiableMap(copy);
    }

    /** Reads a file. */
    public static YamlDocument read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parses a text, whose place is named in messages. */
    public static YamlDocument parse(String place, String text) {
        Object value = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new YamlDocument(place, value);
    }

    /** Returns the members. */
    public Map<String, Object> members() {
        return members;
    }

    /**
     * Returns a member that is an object.
     *
     * @throws IllegalArgumentException if there is none
     */
    public YamlDocument object(String name) {
        return new YamlDocument(place + ", " + name, members.getOrDefault(name, ""));
    }

    /**
     * Returns a member as text.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String text(String name) {
        Object value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException(place + " has no " + name);
        }
        return value.toString();
    }

    /** Returns the texts of a member that is a list; empty if there is none. */
    public List<String> texts(String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
