package com.ieltsaiprep.infra.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlanDiff;
import com.ieltsaiprep.infra.testkit.plan.PlanFile;
import com.ieltsaiprep.infra.testkit.program.ProgramCommand;
import com.ieltsaiprep.infra.testkit.program.ProgramHost;
import com.ieltsaiprep.infra.testkit.program.ProgramRun;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Command line of the Pulumi CLI's Java host, on a copy of the repository in which nothing is
 * built: the program runs in Maven's own JVM, which may be older than the JDK of the build.
 */
@EnabledIfSystemProperty(named = "regions", matches = "all")
class CliCommandIT {
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @TempDir private Path copy;

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void registersThePlanOnAFreshClone(int version) throws Exception {
        Optional<Path> jdk = jdk(version);
        assumeTrue(jdk.isPresent(), "no JDK " + version + " on this machine");
        copyRepository();
        PlanRecorder recorder = new PlanRecorder(copy.resolve("pulumi"), "");

        ProgramRun run =
                new ProgramHost(
                                copy.resolve("pulumi"),
                                ProgramCommand.maven(jdk.orElseThrow()),
                                DEADLINE)
                        .up(recorder.config("dev"));

        Plan plan = PlanFile.abridge(Plan.of("dev", run.completeState()));
        assertThat(PlanDiff.lines(RealProgram.recorder().golden("dev"), plan)).isEmpty();
    }

    private void copyRepository() throws IOException, InterruptedException {
        Path root = RealProgram.folder().resolve("..").normalize();
        Path archive = copy.resolve("repository.tar");
        for (List<String> command :
                List.of(
                        List.of(
                                "tar",
                                "-C",
                                root.toString(),
                                "--exclude=target",
                                "-cf",
                                archive.toString(),
                                "pom.xml",
                                ".mvn",
                                "docs",
                                "pulumi"),
                        List.of("tar", "-C", copy.toString(), "-xf", archive.toString()))) {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        }
    }

    private static Optional<Path> jdk(int version) throws IOException {
        List<Path> homes;
        try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
            homes =
                    Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), installed)
                            .toList();
        }
        return homes.stream().filter(it -> isJdk(it, version)).findFirst();
    }

    private static boolean isJdk(Path home, int version) {
        Path release = home.resolve("release");
        try {
            return Files.exists(home.resolve("bin/javac"))
                    && Files.readString(release).contains("JAVA_VERSION=\"" + version);
        } catch (IOException e) {
            return false;
        }
    }
}
