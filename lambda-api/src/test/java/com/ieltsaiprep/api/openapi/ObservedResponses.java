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
 * Recorder of responses: validates each response against docs/openapi.yaml, and appends its name to
 * a file that {@link ApiCoverageIT} reads.
 */
public final class ObservedResponses {
    /** System property with the path of this build's file; unset outside of a build. */
    public static final String FILE_PROPERTY = "api.observed";

    private final OpenApi api;
    private final @Nullable String file = System.getProperty(FILE_PROPERTY);
    private final Set<String> observed = ConcurrentHashMap.newKeySet();

    /** Creates an empty record for the operations of an OpenAPI document. */
    public ObservedResponses(OpenApi api) {
        this.api = api;
    }

    /**
     * Validates and records a response.
     *
     * @throws AssertionError if it is not declared
     */
    public void observe(ApiExchange exchange) {
        List<String> violations = api.violations(exchange);
        if (!violations.isEmpty()) {
            throw new AssertionError("not as declared: " + violations + " in " + exchange);
        }
        api.nameOf(exchange).ifPresent(this::observe);
    }

    private void observe(String name) {
        if (file == null || !observed.add(name)) {
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
