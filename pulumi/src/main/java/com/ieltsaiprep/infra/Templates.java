package com.ieltsaiprep.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text templates among the program's resources, with placeholders such as {@code @@REGION@@}. */
public final class Templates {
    private static final Pattern PLACEHOLDER = Pattern.compile("@@([A-Z0-9_]+)@@");

    private Templates() {}

    /**
     * Reads a resource beside a class and fills in its placeholders.
     *
     * @throws IllegalArgumentException if a placeholder has no value
     */
    public static String render(Class<?> owner, String resource, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(read(owner, resource))
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values)));
    }

    private static String value(String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value for @@" + name + "@@");
        }
        return value;
    }

    private static String read(Class<?> owner, String resource) {
        try (InputStream stream = owner.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
