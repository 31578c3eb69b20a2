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
 * Responses that tests have seen: each is validated against docs/openapi.yaml and recorded in a
 * file, from which the end of the build learns which declared responses no test has seen.
 */
public final class SeenAnswers {
    /** The system property with this build's file; not set when a test runs outside of a build. */
    public static final String FILE_PROPERTY = "api.seen";

    private final OpenApi api;
    private final @Nullable String file = System.getProperty(FILE_PROPERTY);
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** Creates an empty set of responses of a document's operations. */
    public SeenAnswers(OpenApi api) {
        this.api = api;
    }

    /**
     * Records a response.
     *
     * @throws AssertionError if it is not declared
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
