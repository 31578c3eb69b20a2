package com.ieltsaiprep.infra.testkit.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Command that starts a Pulumi program.
 *
 * @param arguments executable and its arguments
 * @param environment variables beside those of the engine
 */
public record ProgramCommand(List<String> arguments, Map<String, String> environment) {
    /** Creates a command that does not change. */
    public ProgramCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Returns the command that starts a main class on a class path, with this process's JDK. */
    public static ProgramCommand java(String classPath, String mainClass) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProgramCommand(
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-cp",
                        classPath,
                        mainClass),
                Map.of());
    }

    /**
     * Returns the command of the Pulumi CLI for a project with a {@code pom.xml}, on a JDK.
     *
     * @see <a
     *     href="https://github.com/pulumi/pulumi-java/blob/main/pkg/internal/executors/executor_maven.go">executor_maven.go</a>
     */
    public static ProgramCommand maven(Path javaHome) {
        return new ProgramCommand(
                List.of("mvn", "--no-transfer-progress", "compile", "exec:java"),
                Map.of("JAVA_HOME", javaHome.toString()));
    }
}
