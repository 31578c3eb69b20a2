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

    /**
     * Addresses, demo account and process ids of a running local stack. In the JSON of the stack
     * file, the fields of all components form one flat object.
     */
    public record Addresses(
            @JsonUnwrapped Services services,
            @JsonUnwrapped Controls controls,
            @JsonUnwrapped Functions functions,
            @JsonUnwrapped Demo demo,
            @JsonUnwrapped Processes processes) {}

    /**
     * Addresses of a local stack's services for browsers and apps.
     *
     * @param web the web page, http
     * @param api the API in the home region, us-east-1, http
     * @param gateway the WebSocket of the gateway, or of the load balancer if there are several
     *     gateways
     * @param management health checks and metrics of the first gateway, http
     */
    public record Services(URI web, URI api, URI gateway, URI management) {}

    /**
     * Addresses of a local stack's control ports: HTTP servers by which tests command its
     * stand-ins, the local replacements of AWS services.
     *
     * @param sonic controls the stand-in of Nova Sonic
     * @param accounts creates test accounts
     * @param mail serves the e-mails that the stand-in of Amazon SES received
     * @param tables controls the replication between regions in the stand-in of DynamoDB
     * @param lambda controls the stand-in of Lambda, and reports unfinished work of functions
     * @param converse controls the stand-in of Bedrock's text models
     */
    public record Controls(
            @JsonProperty("sonicControl") URI sonic,
            @JsonProperty("people") URI accounts,
            URI mail,
            URI tables,
            @JsonProperty("lambdaControl") URI lambda,
            @JsonProperty("converseControl") URI converse) {}

    /**
     * Settings for running a Lambda function of the API outside the processes of a local stack,
     * against the DynamoDB tables of that stack.
     *
     * @param config JSON file with the API's functions and their environment variables
     * @param tables address of the stand-in of DynamoDB, https
     * @param trustStore PKCS12 file with the certificate of all https servers of the stack
     */
    public record Functions(
            @JsonProperty("apiConfig") Path config,
            @JsonProperty("tablesTls") URI tables,
            Path trustStore) {}

    /**
     * Sign-in data of the demo account, which a local stack creates with 1,000 attempts (rights to
     * take a test) in each exam module.
     */
    public record Demo(
            @JsonProperty("demoEmail") String email,
            @JsonProperty("demoPassword") String password) {}

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
