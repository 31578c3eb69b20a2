package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.MigrateFunction;
import com.ieltsaiprep.api.Support;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.api.ApiConfig;
import com.ieltsaiprep.local.api.FunctionSettings;
import com.ieltsaiprep.local.api.InvocationContext;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.AwsRole;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Operator commands for a local stack: the support tool, the table migrations and a look at the
 * stored assessments, run in this JVM.
 *
 * <p>They work on the stack's tables in the home region, us-east-1. Each call blocks until the
 * command has ended.
 */
public final class OperatorCommands {
    private final Map<String, String> environment;

    private OperatorCommands(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Creates operator commands that use the environment variables of a stack's API in us-east-1.
     *
     * @param apiConfig JSON file with the {@link ApiConfig}, which the stack writes when it starts
     * @throws StackException if the file cannot be read or has no API in us-east-1
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

    /** Returns the environment of a process with its own role. */
    private Function<String, @Nullable String> environmentOf(String role) {
        Map<String, String> own = new HashMap<>(environment);
        own.put(AwsRole.SESSION_TOKEN, new AwsRole(role, Region.VIRGINIA.awsName()).sessionToken());
        return own::get;
    }

    /**
     * Runs one command of the support tool, by which operators look up accounts and give them
     * attempts (rights to take a test).
     *
     * @param arguments command line of the support tool
     * @param out receives what the command prints
     * @return exit status: 0 if the command succeeded, 1 if it failed, 2 if its arguments or
     *     settings are invalid
     */
    public int support(List<String> arguments, PrintStream out) {
        return Support.run(environmentOf("operator"), arguments, out);
    }

    /**
     * Counts the assessments that a region's table holds of an account, with strong consistency.
     *
     * @return number of items, 0 or more
     */
    public int assessments(Region region, String userId) {
        URI tables = URI.create(String.valueOf(environment.get("AWS_ENDPOINT_URL_DYNAMODB")));
        return StackTables.connect(tables, String.valueOf(environment.get("STAGE")))
                .in(region, Table.ASSESSMENTS)
                .query(userId, "")
                .size();
    }

    /**
     * Runs the table migrations, or reports their states, by calling the Lambda function {@code
     * migrate} in this JVM, as a deployment does.
     *
     * @param command {@code migrate} to run the migrations, {@code status} to report their states
     * @return JSON response: {@code done} is true if all migrations are finished, {@code
     *     migrations} lists the number, name and state of each migration
     * @throws IOException if the function's response is not JSON
     */
    public JsonNode migrate(String command) throws IOException {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        new MigrateFunction(
                        environmentOf("migrate"), new PrintStream(OutputStream.nullOutputStream()))
                .handleRequest(
                        new ByteArrayInputStream(
                                JsonValues.write(JsonValues.object().put("command", command))),
                        response,
                        new InvocationContext("migrate", FunctionSettings.MIGRATION_TIMEOUT));
        return JsonValues.read(response.toByteArray());
    }
}
