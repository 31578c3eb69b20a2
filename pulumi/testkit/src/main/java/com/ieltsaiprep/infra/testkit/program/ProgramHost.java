package com.ieltsaiprep.infra.testkit.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.infra.testkit.engine.EngineOptions;
import com.ieltsaiprep.infra.testkit.engine.LocalEngine;
import com.ieltsaiprep.infra.testkit.engine.SecretScan;
import com.ieltsaiprep.infra.testkit.engine.StackState;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Host of a program: starts it as a process of its own with the environment of the CLI, against an
 * engine, and kills it with all its children at a deadline.
 */
public final class ProgramHost {
    /** Limit of the wait for killed processes, s: a system may never report their end. */
    private static final int KILL_SECONDS = 10;

    private final Path folder;
    private final ProgramCommand command;
    private final Duration deadline;

    /**
     * Creates a host.
     *
     * @param folder folder of {@code Pulumi.yaml}, in which the program runs
     * @param command command that starts the program
     * @param deadline longest time that the program may take
     */
    public ProgramHost(Path folder, ProgramCommand command, Duration deadline) {
        this.folder = folder.toAbsolutePath().normalize();
        this.command = command;
        this.deadline = deadline;
    }

    /** Runs the program as {@code pulumi preview} does. */
    public ProgramRun preview(StackConfig config) {
        return run(config, true, Optional.empty());
    }

    /** Runs the program as {@code pulumi up} does on a new stack. */
    public ProgramRun up(StackConfig config) {
        return run(config, false, Optional.empty());
    }

    /** Runs the program as {@code pulumi up} does on a stack that was deployed before. */
    public ProgramRun up(StackConfig config, StackState previous) {
        return run(config, false, Optional.of(previous));
    }

    private ProgramRun run(StackConfig config, boolean preview, Optional<StackState> previous) {
        SecretScan secrets = new SecretScan(config.secrets());
        EngineOptions options =
                new EngineOptions(
                        config.project(),
                        config.stack(),
                        folder,
                        preview,
                        config.secrets(),
                        previous);
        Path output = temporaryFile();
        try (LocalEngine engine = LocalEngine.start(options)) {
            Process process = start(config, preview, engine.address(), output);
            boolean ended = waitFor(process);
            return new ProgramRun(
                    ended ? process.exitValue() : -1,
                    !ended,
                    engine.state(),
                    engine.refusals(),
                    engine.log(),
                    secrets.mask(Files.readString(output)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(output);
        }
    }

    private Process start(StackConfig config, boolean preview, String engine, Path output)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command.arguments())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        // The program may depend on nothing that this machine happens to have.
        environment
                .keySet()
                .removeIf(
                        it ->
                                it.startsWith("PULUMI_")
                                        || it.startsWith("AWS_")
                                        || it.startsWith("JDK_JAVA_OPTIONS")
                                        || it.startsWith("JAVA_TOOL_OPTIONS")
                                        || it.startsWith("MAVEN_"));
        environment.putAll(command.environment());
        environment.put("PULUMI_MONITOR", engine);
        environment.put("PULUMI_ENGINE", engine);
        environment.put("PULUMI_PROJECT", config.project());
        environment.put("PULUMI_STACK", config.stack());
        environment.put("PULUMI_ORGANIZATION", "organization");
        environment.put("PULUMI_ROOT_DIRECTORY", folder.toString());
        environment.put("PULUMI_DRY_RUN", Boolean.toString(preview));
        environment.put("PULUMI_CONFIG", json(config.values()));
        environment.put("PULUMI_CONFIG_SECRET_KEYS", json(config.secretKeys()));
        environment.put("PULUMI_ERROR_OUTPUT_STRING", "true");
        return builder.start();
    }

    /** Waits for the end of the process, and kills it and its children if it is late. */
    private boolean waitFor(Process process) {
        boolean ended = false;
        try {
            ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!ended) {
                kill(process);
            }
        }
        return ended;
    }

    /** Kills a process and its children, and waits until the system has ended them. */
    private static void kill(Process process) {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(
                        all.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, KILL_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("pulumi-program", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
