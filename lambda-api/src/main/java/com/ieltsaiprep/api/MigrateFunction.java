package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.migration.Migrations;
import com.ieltsaiprep.api.migration.Migrations.Status;
import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Lambda function {@code migrate}: runs the schema migrations for {@code {"command":"migrate"}},
 * and reports their states for {@code {"command":"status"}}. The member {@code done} of the JSON
 * response tells whether all migrations are finished; if not, the function must be invoked again.
 */
public final class MigrateFunction implements RequestStreamHandler {
    /** The time that is left for the last step of a migration. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Json JSON = new Json(4, 1_024);

    private final Wiring wiring;
    private final Migrations migrations;

    /** Creates the Lambda function {@code migrate}, configured by its environment variables. */
    public MigrateFunction() {
        this(System::getenv);
    }

    /**
     * Creates the Lambda function {@code migrate}, configured by environment variables.
     *
     * @param environment returns the value of a variable, or null if the variable is not set
     * @throws com.ieltsaiprep.common.SettingsException if a variable is invalid
     */
    public MigrateFunction(Function<String, @Nullable String> environment) {
        this(environment, System.out);
    }

    /**
     * Creates the Lambda function {@code migrate}, which writes its log to {@code out}.
     *
     * @param environment returns the value of a variable, or null if the variable is not set
     * @throws com.ieltsaiprep.common.SettingsException if a variable is invalid
     */
    public MigrateFunction(Function<String, @Nullable String> environment, PrintStream out) {
        wiring = new Wiring("migrate", environment, out, true);
        migrations = Migrations.all(wiring.dynamo, wiring.clock);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        Object command = Json.members(JSON.read(input.readAllBytes())).get("command");
        List<Status> all =
                switch (String.valueOf(command)) {
                    case "migrate" -> migrations.run(context.getAwsRequestId(), until(context));
                    case "status" -> migrations.status();
                    default ->
                            throw new IllegalArgumentException(
                                    "the command must be migrate or status");
                };
        output.write(Json.write(answer(all)).getBytes(StandardCharsets.UTF_8));
        wiring.log.line("migrations", answer(all));
    }

    private Instant until(Context context) {
        return wiring.clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
    }

    private static Map<String, Object> answer(List<Status> all) {
        return Map.of(
                "done",
                all.stream().allMatch(Status::isDone),
                "migrations",
                all.stream()
                        .map(
                                status ->
                                        Map.of(
                                                "number", status.number(),
                                                "name", status.name(),
                                                "state", status.state()))
                        .toList());
    }
}
