package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Stack file: JSON file in which a running local stack publishes its addresses for other programs.
 * Thread-safe.
 */
public final class StackFile {
    /** Each record takes its own fields out of the flat JSON. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    private final Path file;
    private boolean deleted;

    /** Content of the stack file. */
    public record Entry(@JsonUnwrapped StackAddress address, @JsonUnwrapped Processes processes) {}

    /**
     * Process ids of a running local stack.
     *
     * @param gateway the first gateway
     * @param sonic the stand-in of Nova Sonic
     * @param stack the program that started the stack
     */
    public record Processes(
            @JsonProperty("gatewayPid") long gateway,
            @JsonProperty("sonicPid") long sonic,
            @JsonProperty("pid") long stack) {}

    /** Creates an accessor of the stack file at this path; the file need not exist. */
    public StackFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the addresses of a running local stack from the stack file.
     *
     * @return empty if the file is missing or invalid, or the process of its stack has ended
     */
    public Optional<Entry> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Entry entry = entry(JSON.readTree(file.toFile()));
            return ProcessHandle.of(entry.processes().stack())
                    .filter(ProcessHandle::isAlive)
                    .map(_ -> entry);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Entry entry(JsonNode flat) throws IOException {
        StackAddress address =
                new StackAddress(
                        uri(flat, "web"),
                        uri(flat, "api"),
                        uri(flat, "gateway"),
                        uri(flat, "management"),
                        JSON.treeToValue(flat, StackAddress.Controls.class),
                        JSON.treeToValue(flat, StackAddress.Functions.class));
        return new Entry(address, JSON.treeToValue(flat, Processes.class));
    }

    private static URI uri(JsonNode flat, String name) throws IOException {
        if (!flat.hasNonNull(name)) {
            throw new IOException("no " + name);
        }
        return JSON.treeToValue(flat.path(name), URI.class);
    }

    /** Writes the addresses atomically, unless the file was deleted. */
    synchronized void write(Entry entry) {
        if (deleted) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), entry);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Deletes the file; later writes do nothing. */
    synchronized void delete() {
        deleted = true;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackException("cannot delete " + file + ": " + e.getMessage(), e);
        }
    }
}
