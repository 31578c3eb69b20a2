package com.ieltsaiprep.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Child process of the stack with its output in a log file; a shutdown hook stops it with this
 * process.
 */
final class ChildProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final String name;
    private final Path log;
    private final Process process;
    private volatile boolean frozen;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts a Java program with the JVM that runs this one. */
    static ChildProcess java(
            String name, List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Netty's transport and TLS load native code.
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            builder.redirectOutput(log.toFile());
            ChildProcess child = new ChildProcess(name, log, builder.start());
            child.dieWithThisProcess();
            return child;
        } catch (IOException e) {
            throw new StackException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private void dieWithThisProcess() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop " + name));
        } catch (IllegalStateException _) {
            // Already shutting down.
            process.destroy();
        }
    }

    /** Sends SIGTERM, and SIGCONT too if the process is frozen, which could not react otherwise. */
    private void stop() {
        process.destroy();
        if (frozen) {
            signal("CONT");
        }
    }

    /** Sends a signal, such as STOP; does nothing if the process has ended. */
    void signal(String signal) {
        frozen = signal.equals("STOP");
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start().waitFor();
        } catch (IOException e) {
            throw new StackException("cannot signal " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills the process with SIGKILL and waits for its end. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    long pid() {
        return process.pid();
    }

    /**
     * Waits up to {@code limit} for the end of the process.
     *
     * @return whether it has ended
     */
    boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Registers an action to run when the process has ended, for whatever reason. */
    void onExit(Runnable action) {
        CompletableFuture<Void> _ = process.onExit().thenRun(action);
    }

    /** Creates an exception that describes a failure and quotes the end of the log. */
    StackException failure(String what) {
        return new StackException("%s %s; the end of %s:%n%s".formatted(name, what, log, tail()));
    }

    /**
     * Ends the process with SIGTERM, or with SIGKILL if it still runs after 8 s. Blocks until the
     * process has ended.
     */
    @Override
    public void close() {
        stop();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }
}
