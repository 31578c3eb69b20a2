package com.ieltsaiprep.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.stack.StackException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code ./run migrate}: calls the deployment's migration function on the running stack. */
@Command(
        name = "migrate",
        header = "runs the table migrations of a deployment; migrate status only shows them")
final class MigrateCommand implements Callable<Integer> {
    private final Path root;
    private final PrintStream out;

    @Parameters(arity = "0..1", paramLabel = "status", description = "only shows the migrations")
    private @Nullable Action action;

    /** Alternative to running the migrations. */
    enum Action {
        status
    }

    MigrateCommand(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    @Override
    public Integer call() {
        try {
            JsonNode response =
                    LocalStacks.operators(root).migrate(action == null ? "migrate" : action.name());
            response.path("migrations")
                    .forEach(
                            migration ->
                                    out.printf(
                                            "%4d  %-8s %s%n",
                                            migration.path("number").asInt(),
                                            migration.path("state").asText(),
                                            migration.path("name").asText()));
            boolean done = response.path("done").asBoolean();
            out.println(done ? "all done" : "not all done");
            return done ? 0 : 1;
        } catch (IOException e) {
            throw new StackException("migrate fails: " + e.getMessage(), e);
        }
    }
}
