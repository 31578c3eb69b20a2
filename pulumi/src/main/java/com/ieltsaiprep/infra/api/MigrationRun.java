package com.ieltsaiprep.infra.api;

import com.ieltsaiprep.infra.JsonOutput;
import com.pulumi.aws.lambda.Invocation;
import com.pulumi.aws.lambda.InvocationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.util.List;
import java.util.Map;

/**
 * Schema migrations of a deployment: an invocation of the function {@code migrate} whenever its
 * version changes, after the tables exist and before any other function's new version receives
 * requests. So that {@code pulumi up} alone is a whole deployment, the invocation is a resource,
 * and no step by hand or of a workflow.
 */
final class MigrationRun {
    private final Invocation invocation;

    /**
     * Registers the invocation.
     *
     * @param again any text; another one repeats the invocation, after migrations that took longer
     *     than a function may
     * @param tables tables, which must exist
     */
    MigrationRun(LiveFunction migrate, String again, List<Resource> tables) {
        invocation =
                new Invocation(
                        "migrations",
                        InvocationArgs.builder()
                                .functionName(migrate.alias().functionName())
                                .qualifier(migrate.alias().name())
                                .input(JsonOutput.text(Map.of("command", "migrate")))
                                .triggers(
                                        migrate.alias()
                                                .functionVersion()
                                                .applyValue(
                                                        version ->
                                                                Map.of(
                                                                        "version", version, "again",
                                                                        again)))
                                .build(),
                        CustomResourceOptions.builder()
                                .parent(migrate)
                                .dependsOn(tables.toArray(Resource[]::new))
                                .build());
    }

    /**
     * Returns a description of versions that may receive requests. It fails the deployment if
     * migrations are left, so that no version meets data that it does not know.
     */
    Output<String> description() {
        return invocation.result().applyValue(MigrationRun::describe);
    }

    private static String describe(String result) {
        if (result.contains("\"done\":false")) {
            throw new IllegalStateException(
                    "migrations are left: set ielts-genai-prep:migrations-again to another text,"
                            + " and run pulumi up again");
        }
        return "Receives the requests; the migrations of its deployment are done";
    }
}
