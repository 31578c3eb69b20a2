package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.MigrateFunction;
import com.ieltsaiprep.api.Support;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.api.ApiConfig;
import com.ieltsaiprep.local.api.FunctionSettings;
import com.ieltsaiprep.local.api.InvocationContext;
import com.ieltsaiprep.local.wire.JsonValues;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Operators' commands: the support program and the migrations, run in the home region against the
 * local tables. Blocks.
 */
public final class OperatorCommands {
    private final Map<String, String> environment;

    private OperatorCommands(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Creates the commands for a stack.
     *
     * @param apiConfig the file with the stack's {@link ApiConfig}
     * @throws StackException if it cannot be read
     */
    public static OperatorCommands of(Path apiConfig) {
        try {
            return JsonValues.read(Files.readAllBytes(apiConfig), ApiConfig.class)
                    .regions()
                    .stream()
                    .filter(config -> config.region() == Region.VIRGINIA)
                    .map(ApiConfig.RegionConfig::environment)
                    .findFirst()
                    .map(OperatorCommands::in)
                    .orElseThrow(() -> new StackException("the stack has no API in Virginia"));
        } catch (IOException e) {
            throw new StackException("the stack's API is not to be found", e);
        }
    }

    /**
     * Creates the commands for an environment.
     *
     * @param functions environment of the functions in the home region
     */
    static OperatorCommands in(Map<String, String> functions) {
        Map<String, String> environment = new HashMap<>(functions);
        environment.put("AWS_REGION", Region.VIRGINIA.awsName());
        environment.put("USER", System.getProperty("user.name", "unknown"));
        return new OperatorCommands(environment);
    }

    /**
     * Runs the support command.
     *
     * @return its exit status
     */
    public int support(List<String> arguments, PrintStream out) {
        return Support.run(environment::get, arguments, out);
    }

    /**
     * Calls the function {@code migrate}, as a deployment does.
     *
     * @param command {@code migrate} or {@code status}
     * @return its response
     * @throws IOException if it fails
     */
    public JsonNode migrate(String command) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        new MigrateFunction(environment::get, new PrintStream(OutputStream.nullOutputStream()))
                .handleRequest(
                        new ByteArrayInputStream(
                                JsonValues.write(JsonValues.object().put("command", command))),
                        response,
                        new InvocationContext("migrate", FunctionSettings.MIGRATION_TIMEOUT));
        return JsonValues.read(response.toByteArray());
    }
}
