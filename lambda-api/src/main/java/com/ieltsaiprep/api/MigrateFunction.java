package com.ieltsaiprep.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.migration.DynamoMigrationRecords;
import com.ieltsaiprep.api.migration.FirstConfig;
import com.ieltsaiprep.api.migration.Migrations;
import com.ieltsaiprep.api.migration.Migrations.State;
import com.ieltsaiprep.api.migration.Migrations.Status;
import com.ieltsaiprep.api.operations.DynamoAppConfigs;
import com.ieltsaiprep.api.platform.dynamo.DynamoClients.Patience;
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
 * Runs the migrations for {@code {"command":"migrate"}}, and tells of them for {@code
 * {"command":"status"}}. The answer says whether all are done; if not, it is to be called again.
 */
public final class MigrateFunction implements RequestStreamHandler {
    /** Longer than a piece of a migration takes. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Json JSON = new Json(4, 1_024);

    private final Wiring wiring;
    private final Migrations migrations;

    /** As Lambda makes it. */
    public MigrateFunction() {
        this(System::getenv);
    }

    /**
     * With an environment.
     *
     * @throws com.ieltsaiprep.common.SettingsException if any of it is wrong
     */
    public MigrateFunction(Function<String, @Nullable String> environment) {
        this(environment, System.out);
    }

    /**
     * The same with a log elsewhere than in the standard output.
     *
     * @throws com.ieltsaiprep.common.SettingsException if any of the environment is wrong
     */
    public MigrateFunction(Function<String, @Nullable String> environment, PrintStream out) {
        wiring = new Wiring("migrate", environment, out, Patience.DEPLOYMENT);
        migrations =
                new Migrations(
                        List.of(new FirstConfig(new DynamoAppConfigs(wiring.databases))),
                        new DynamoMigrationRecords(wiring.databases),
                        wiring.clock);
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
                all.stream().allMatch(status -> status.state() == State.DONE),
                "migrations",
                all.stream()
                        .map(
                                status ->
                                        Map.of(
                                                "number", status.number(),
                                                "name", status.name(),
                                                "state", status.state().id()))
                        .toList());
    }
}
