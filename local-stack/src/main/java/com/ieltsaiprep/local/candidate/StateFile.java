package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.wire.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file in which a running stack says where it is: a JSON object with {@code web}, {@code
 * gateway}, {@code management}, {@code pid} and, unless Maya is Amazon's, {@code sonicControl}.
 */
public final class StateFile implements StackProvider {
    private final Path file;

    /** At this path. */
    public StateFile(Path file) {
        this.file = file;
    }

    /**
     * The running stack; empty if there is no file, or its process is gone.
     *
     * @throws StackException if the file cannot be read
     */
    public Optional<StackAddress> read() {
        try {
            JsonNode json = Json.read(Files.readAllBytes(file));
            boolean alive =
                    ProcessHandle.of(json.path("pid").asLong())
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
            return alive ? Optional.of(address(json)) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new StackException(file + " does not say where the stack is", e);
        }
    }

    @Override
    public Stack open() {
        StackAddress address =
                read().orElseThrow(() -> new StackException("no stack is running: try ./run"));
        return new Stack() {
            @Override
            public StackAddress address() {
                return address;
            }

            @Override
            public void close() {}
        };
    }

    private static StackAddress address(JsonNode json) {
        return new StackAddress(
                uri(json, "web"),
                uri(json, "gateway"),
                uri(json, "management"),
                optionalUri(json, "sonicControl"));
    }

    private static URI uri(JsonNode json, String name) {
        URI uri = optionalUri(json, name);
        if (uri == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return uri;
    }

    private static @Nullable URI optionalUri(JsonNode json, String name) {
        return json.hasNonNull(name) ? URI.create(json.get(name).asText()) : null;
    }
}
