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

/** Stack file: publishes the addresses of a running stack as JSON. Thread-safe. */
public final class StackFile {
    /** Each record takes its own fields out of the flat JSON. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    private final Path file;
    private boolean deleted;

    /** Addresses of a running stack; flattened in the file. */
    public record Addresses(
            @JsonUnwrapped Services services,
            @JsonUnwrapped Controls controls,
            @JsonUnwrapped Functions functions,
            @JsonUnwrapped Demo demo,
            @JsonUnwrapped Processes processes) {}

    /**
     * Addresses of the services for users and apps.
     *
     * @param web the page, http
     * @param api the API in the home region, http
     * @param gateway the WebSocket
     * @param management the gateway's health checks and metrics, http
     */
    public record Services(URI web, URI api, URI gateway, URI management) {}

    /**
     * Control ports, http.
     *
     * @param sonic of the Sonic stand-in
     * @param accounts creates test accounts
     * @param mail the mailbox
     * @param tables of DynamoDB's replication
     */
    public record Controls(
            @JsonProperty("sonicControl") URI sonic,
            @JsonProperty("people") URI accounts,
            URI mail,
            URI tables) {}

    /**
     * Configuration for starting a function beside the stack.
     *
     * @param config file with the API's functions and their environments
     * @param tables DynamoDB itself, https
     * @param trustStore file with the certificate of all https addresses
     */
    public record Functions(
            @JsonProperty("apiConfig") Path config,
            @JsonProperty("tablesTls") URI tables,
            Path trustStore) {}

    /** Demo account with attempts. */
    public record Demo(
            @JsonProperty("demoEmail") String email,
            @JsonProperty("demoPassword") String password) {}

    /**
     * Process ids.
     *
     * @param gateway of the first gateway
     * @param sonic of the Sonic stand-in
     * @param stack of the stack itself
     */
    public record Processes(
            @JsonProperty("gatewayPid") long gateway,
            @JsonProperty("sonicPid") long sonic,
            @JsonProperty("pid") long stack) {}

    /** Creates an accessor of the file at this path, which need not exist. */
    public StackFile(Path file) {
        this.file = file;
    }

    /** Returns the addresses in the file if their stack still runs. */
    public Optional<Addresses> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Addresses addresses = addresses(JSON.readTree(file.toFile()));
            return ProcessHandle.of(addresses.processes().stack())
                    .filter(ProcessHandle::isAlive)
                    .map(_ -> addresses);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Addresses addresses(JsonNode flat) throws IOException {
        return new Addresses(
                JSON.treeToValue(flat, Services.class),
                JSON.treeToValue(flat, Controls.class),
                JSON.treeToValue(flat, Functions.class),
                JSON.treeToValue(flat, Demo.class),
                JSON.treeToValue(flat, Processes.class));
    }

    /** Writes the addresses atomically, unless the file was deleted. */
    synchronized void write(Addresses addresses) {
        if (deleted) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), addresses);
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
