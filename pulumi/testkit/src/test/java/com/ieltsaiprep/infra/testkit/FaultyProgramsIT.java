package com.ieltsaiprep.infra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.infra.FaultyPrograms;
import com.ieltsaiprep.infra.testkit.program.ProgramCommand;
import com.ieltsaiprep.infra.testkit.program.ProgramHost;
import com.ieltsaiprep.infra.testkit.program.ProgramRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.time.Duration;

/** Faults in the real program: the compiler accepts them, the engine does not. */
@EnabledIfSystemProperty(named = "regions", matches = "all")
class FaultyProgramsIT {
    private static final String CANARY = "canary-in-a-coal-mine";

    @Test
    void aResourceOfTheDefaultProviderIsRefused() {
        assertRefused(FaultyPrograms.DefaultProvider.class, "Queue::orphan: default provider");
    }

    @Test
    void aResourceThatIsRegisteredTwiceIsRefused() {
        assertRefused(FaultyPrograms.Duplicates.class, "duplicate resource");
    }

    @Test
    void aSecretInPlaintextIsRefused() {
        assertRefused(FaultyPrograms.PlaintextSecret.class, "tags.key: plaintext of a secret");
    }

    @Test
    void anOutputInAStringIsRefused() {
        ProgramRun run = run(FaultyPrograms.StringifiedOutput.class);

        assertThat(run.isComplete()).isFalse();
        assertThat(run.report()).contains("Calling 'toString' on an 'Output<T>'");
    }

    private static void assertRefused(Class<?> program, String reason) {
        ProgramRun run = run(program);

        assertThat(run.isComplete()).isFalse();
        assertThat(run.exitStatus()).isEqualTo(32);
        assertThat(run.report()).startsWith("refused:").contains(reason).doesNotContain(CANARY);
    }

    private static ProgramRun run(Class<?> program) {
        ProgramCommand command =
                ProgramCommand.java(
                        System.getProperty("java.class.path"), FaultyPrograms.mainClass(program));
        return new ProgramHost(RealProgram.folder(), command, Duration.ofMinutes(2))
                .up(RealProgram.recorder().config("dev").withSecret("canary", CANARY));
    }
}
