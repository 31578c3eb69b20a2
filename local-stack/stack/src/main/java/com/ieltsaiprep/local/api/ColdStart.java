package com.ieltsaiprep.local.api;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Cold-start measurement of a Lambda function: starts a new process that runs the function under
 * AWS Lambda's runtime interface client, and measures the time until its first response.
 *
 * <p>The process has the JVM flags of Lambda's managed Java runtime and receives its events from a
 * local Runtime API.
 */
public final class ColdStart {
    private static final String CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Program program;
    private final Path log;

    /**
     * Lambda function to start as a process, with its environment and JVM flags.
     *
     * @param folder folder that holds the unpacked zip of its code
     * @param handler fully qualified name of the handler class
     * @param environment environment variables of the process, in addition to those that Lambda
     *     itself sets
     * @param flags JVM flags in addition to those of the managed runtime
     */
    public record Program(
            Path folder, String handler, Map<String, String> environment, List<String> flags) {
        /** Creates a program with unmodifiable copies of the environment and the flags. */
        public Program {
            environment = Map.copyOf(environment);
            flags = List.copyOf(flags);
        }

        /** Returns a copy of this program that has {@code more} JVM flags after its own. */
        public Program with(String... more) {
            List<String> all = new ArrayList<>(flags);
            all.addAll(List.of(more));
            return new Program(folder, handler, environment, all);
        }
    }

    /**
     * Measurement of one cold start of a Lambda function.
     *
     * @param wallMs time from the start of the process to the function's first response, ms
     * @param cpuMs processor time that the process used until that response, ms; 0 if it is unknown
     * @param answer the function's first response, JSON in UTF-8
     */
    public record Measurement(double wallMs, double cpuMs, byte[] answer) {}

    /**
     * Creates a cold-start measurement of a Lambda function, which can be repeated.
     *
     * @param program function to start, with its environment and JVM flags
     * @param log file to which the output of each process is appended
     */
    public ColdStart(Program program, Path log) {
        this.program = program;
        this.log = log;
    }

    /**
     * Measures one cold start: starts the function's process with an event that already waits for
     * it, and stops the process after its last response. Blocks until the process has ended.
     *
     * @param event Lambda event whose response is timed, JSON in UTF-8
     * @param more further events, sent one after the other and not timed
     * @throws IOException if the process does not start or ends early, if the function reports an
     *     error, or if a response takes more than 60 s
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Measurement measure(byte[] event, byte[]... more)
            throws IOException, InterruptedException {
        try (RuntimeApi api = new RuntimeApi()) {
            CompletableFuture<byte[]> answer = api.send(event);
            ProcessBuilder builder = builder(api);
            long beganNs = System.nanoTime();
            Process process = builder.start();
            try {
                CompletableFuture<Void> _ =
                        process.onExit()
                                .thenAccept(
                                        _ ->
                                                answer.completeExceptionally(
                                                        new IOException("the process has ended")));
                byte[] payload = answer.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                double wallMs = (System.nanoTime() - beganNs) / 1e6;
                double cpuMs =
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
                for (byte[] next : more) {
                    api.send(next).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                }
                return new Measurement(wallMs, cpuMs, payload);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("the function does not answer, see " + log, e);
            } finally {
                // Recordings are written when the process ends.
                process.destroy();
                process.waitFor();
            }
        }
    }

    private ProcessBuilder builder(RuntimeApi api) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FunctionSettings.JVM_FLAGS);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(program.flags);
        command.addAll(List.of("-cp", classPath(), CLIENT, program.handler));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(program.environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "local");
        builder.environment()
                .put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(FunctionSettings.MEMORY_MB));
        builder.environment().put("LAMBDA_TASK_ROOT", program.folder.toString());
        return builder;
    }

    /**
     * Builds the class path, without folders that hold nothing but jars: class data archives take
     * no folders.
     */
    private String classPath() throws IOException {
        List<String> path = new ArrayList<>(jars(program.folder.resolve("lib")));
        try (Stream<Path> files = Files.list(program.folder)) {
            if (files.anyMatch(file -> !file.endsWith("lib"))) {
                path.addFirst(program.folder.toString());
            }
        }
        path.addAll(jars(runtimeFolder()));
        return String.join(File.pathSeparator, path);
    }

    /** Returns the folder of the runtime client, which is beside this program. */
    private static Path runtimeFolder() {
        URL own = ColdStart.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(own.toString())).resolveSibling("runtime");
    }

    private static List<String> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
