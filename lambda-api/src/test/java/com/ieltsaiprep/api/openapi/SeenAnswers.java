package com.ieltsaiprep.api.openapi;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds every answer that a test sees against docs/openapi.yaml, and notes it in a file, from which
 * the end of the build learns what no test has seen.
 */
public final class SeenAnswers {
    /** Names the file of this build; not set when a test runs outside of one. */
    public static final String FILE_PROPERTY = "api.seen";

    private final OpenApi api;
    private final @Nullable String file = System.getProperty(FILE_PROPERTY);
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** Creates an empty record for the operations of an OpenAPI document. */
    public SeenAnswers(OpenApi api) {
        this.api = api;
    }

    /**
     * Notes an answer.
     *
     * @throws AssertionError if the document does not declare it
     */
    public void note(ApiExchange exchange) {
        List<String> problems = api.problems(exchange);
        if (!problems.isEmpty()) {
            throw new AssertionError("not as declared: " + problems + " in " + exchange);
        }
        api.nameOf(exchange).ifPresent(this::note);
    }

    private void note(String name) {
        if (file == null || !seen.add(name)) {
            return;
        }
        try {
            Path path = Path.of(file);
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(
                    path, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
