package com.ieltsaiprep.local;

import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.speak.Terminal;
import com.ieltsaiprep.local.stack.StackException;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Error handler of the commands of {@code ./run}: prints the reason in one line, and ends with
 * status 2 for invalid arguments, with 1 if the command could not be run.
 */
public final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int FAILED = 1;
    private static final int WIDTH = 100;

    private CommandErrors() {}

    /**
     * Returns the command line of a command, with this error handler and with the option {@code
     * --help} for the command and its subcommands.
     *
     * @param command object that picocli's annotations describe, or its specification
     */
    public static CommandLine commandLine(Object command, PrintStream out, PrintStream err) {
        CommandErrors errors = new CommandErrors();
        CommandLine line = new CommandLine(command);
        addHelp(line);
        return line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    private static void addHelp(CommandLine line) {
        line.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("show this")
                                .build())
                .usageMessage()
                .sortOptions(false);
        line.getSubcommands().values().forEach(CommandErrors::addHelp);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        String reason =
                failure instanceof UnmatchedArgumentException unmatched
                                && !line.getSubcommands().isEmpty()
                                && !unmatched.isUnknownOption()
                        ? "there is no command " + unmatched.getUnmatched().getFirst()
                        : String.valueOf(failure.getMessage());
        // What the command itself found, such as a file that it cannot read, is no question of
        // usage.
        print(line, failure.getCause() instanceof IOException ? reason : reason + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult result)
            throws Exception {
        switch (failure) {
            case StackUnavailableException _, StackException _, IOException _ ->
                    print(line, String.valueOf(failure.getMessage()));
            case InterruptedException _ -> Thread.currentThread().interrupt();
            default -> throw failure;
        }
        return FAILED;
    }

    private static void print(CommandLine line, String reason) {
        String name = line.getCommandSpec().qualifiedName().replaceFirst("^\\./(?:run )?", "");
        line.getErr().println(Terminal.printable(name + ": " + reason));
    }
}
