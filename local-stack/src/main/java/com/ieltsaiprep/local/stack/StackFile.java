package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file in which a running stack says where it is. Safe for all threads. */
public final class StackFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private boolean deleted;

    /**
     * Where a running stack is.
     *
     * @param web the page, http
     * @param api the API in the home region, http
     * @param gateway the WebSocket
     * @param management the gateway's health and metrics, http
     * @param sonicControl the Sonic stand-in's control port, http
     * @param people the control port that makes accounts, http
     * @param mail the mailbox, http
     * @param tables the control port of DynamoDB's replication, http
     * @param tablesTls DynamoDB itself, https
     * @param apiConfig file with the API's functions and their environments
     * @param trustStore file with the certificate of all that is https here
     * @param demoEmail by which an account with attempts signs in
     * @param gatewayPid the gateway's process
     * @param sonicPid the stand-in's process
     * @param pid the stack's own process
     */
    public record Addresses(
            String web,
            String api,
            String gateway,
            String management,
            String sonicControl,
            String people,
            String mail,
            String tables,
            String tablesTls,
            String apiConfig,
            String trustStore,
            String demoEmail,
            String demoPassword,
            long gatewayPid,
            long sonicPid,
            long pid) {}

    /** The file at this path, which need not exist. */
    public StackFile(Path file) {
        this.file = file;
    }

    /** The addresses of the stack that runs, if one does. */
    public Optional<Addresses> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Addresses addresses = JSON.readValue(file.toFile(), Addresses.class);
            return ProcessHandle.of(addresses.pid())
                    .filter(ProcessHandle::isAlive)
                    .map(_ -> addresses);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Writes the addresses, unless the file was deleted. */
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

    /** Deletes the file for good. */
    synchronized void delete() {
        deleted = true;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackException("cannot delete " + file + ": " + e.getMessage(), e);
        }
    }
}
