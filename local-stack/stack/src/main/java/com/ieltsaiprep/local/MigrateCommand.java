package com.ieltsaiprep.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.stack.StackException;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code ./run migrate}: calls the deployment's migration function on the running stack. */
final class MigrateCommand implements Command {
    private final Path root;
    private final PrintStream out;

    MigrateCommand(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public String summary() {
        return "runs the table migrations of a deployment; migrate status only shows them";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println("Usage: ./run migrate [status]");
            return 0;
        }
        if (!arguments.isEmpty() && !arguments.equals(List.of("status"))) {
            throw new CommandLineException("migrate takes nothing but status");
        }
        try {
            JsonNode response =
                    LocalStacks.operators(root).migrate(arguments.isEmpty() ? name() : "status");
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
