package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

class SupervisedProcessTest {
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> pids = new LinkedBlockingQueue<>();

    @TempDir private Path folder;

    @Test
    void aKilledProgramIsRestartedAndTheListenerIsNotified() throws Exception {
        try (SupervisedProcess program = start(folder, Sleeper.class, notices::add, 3)) {
            program.onRestart(() -> pids.add(program.process().pid()));
            long first = program.process().pid();
            ProcessHandle.of(first).orElseThrow().destroyForcibly();

            Long second = pids.poll(10, TimeUnit.SECONDS);
            assertThat(second).isNotNull().isNotEqualTo(first);
            assertThat(ProcessHandle.of(second)).get().matches(ProcessHandle::isAlive);
            assertThat(notices).containsExactly("the sleeper has died; it is started again");
        }
    }

    @Test
    void aProgramThatDiesTooOftenIsNotRestarted() throws Exception {
        try (SupervisedProcess _ = start(folder, NoSuchProgram.class, notices::add, 2)) {
            String again = "the sleeper has died; it is started again";
            assertThat(notices.poll(10, TimeUnit.SECONDS)).isEqualTo(again);
            assertThat(notices.poll(10, TimeUnit.SECONDS)).isEqualTo(again);
            assertThat(notices.poll(10, TimeUnit.SECONDS))
                    .isEqualTo("the sleeper has died too often; it is not started again");
        }
    }

    @Test
    void nothingIsRestartedDuringShutdown() throws Exception {
        Process ending =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Exiting.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(ending.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(ending.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEqualTo("notice null\n");
    }

    private static SupervisedProcess start(
            Path folder, Class<?> program, Consumer<String> notices, int max) {
        List<String> command =
                List.of("-cp", System.getProperty("java.class.path"), program.getName());
        return SupervisedProcess.start(
                "the sleeper",
                () -> ChildProcess.java("the sleeper", command, Map.of(), folder.resolve("log")),
                now -> new RestartPolicy(now, Duration.ofMillis(1), max, Duration.ofMinutes(1)),
                notices);
    }

    /** Runs until it is killed. */
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            Thread.currentThread().join();
        }
    }

    /** Has no main method, so that it ends at once. */
    static final class NoSuchProgram {}

    /** Exits while its child runs, outlives it by a second, and prints the notices until then. */
    static final class Exiting {
        private Exiting() {}

        public static void main(String[] arguments) {
            BlockingQueue<String> notices = new LinkedBlockingQueue<>();
            SupervisedProcess sleeper =
                    start(Path.of(arguments[0]), Sleeper.class, notices::add, Integer.MAX_VALUE);
            ProcessHandle child = ProcessHandle.of(sleeper.process().pid()).orElseThrow();
            Thread outlives =
                    new Thread(
                            () -> {
                                child.onExit().join();
                                System.out.println("notice " + next(notices));
                            });
            Runtime.getRuntime().addShutdownHook(outlives);
            System.exit(0);
        }

        private static @Nullable String next(BlockingQueue<String> notices) {
            try {
                return notices.poll(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return e.toString();
            }
        }
    }
}
