package com.ieltsaiprep.infra.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.ieltsaiprep.infra.FaultyPrograms;
import com.ieltsaiprep.infra.testkit.engine.StackState;
import com.ieltsaiprep.infra.testkit.plan.Plan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Programs as processes of their own. */
class ProgramHostIT {
    private static final String CANARY = "canary-in-a-coal-mine";
    private static final StackConfig CONFIG =
            new StackConfig("ielts-genai-prep", "dev", Map.of(), Set.of())
                    .withSecret("canary", CANARY);

    @Test
    void killsAProgramThatDoesNotEndWithItsChildren() {
        ProgramRun run = host(FaultyPrograms.Endless.class, Duration.ofSeconds(2)).up(CONFIG);

        assertThat(run.isTimedOut()).isTrue();
        assertThat(run.isComplete()).isFalse();
        assertThat(run.report()).contains("did not end in time", "child ");
        long child = Long.parseLong(run.output().strip().replaceAll(".*child ", ""));
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void reportsWhyAProgramFailed() {
        ProgramRun run = host(FaultyPrograms.Failing.class).up(CONFIG);

        assertThat(run.exitStatus()).isEqualTo(32);
        assertThatIllegalStateException()
                .isThrownBy(run::completeState)
                .withMessageContaining("no such document: openapi.yaml");
    }

    @Test
    void masksSecretsInOutputLogAndPlan() {
        ProgramRun run = host(FaultyPrograms.Talkative.class).up(CONFIG);

        assertThat(run.output()).contains("output [secret]", "error [secret]");
        assertThat(run.log()).contains("INFO log [secret]");
        assertThat(Plan.of("dev", run.completeState()).outputs().toString())
                .isEqualTo("{\"secret\":\"[secret]\"}");
        assertThat(run.report() + run.output() + run.log()).doesNotContain(CANARY);
    }

    @Test
    @EnabledIfSystemProperty(named = "regions", matches = "all")
    void showsWhatAProgramChangesInASecondDeployment() {
        ProgramHost host = host(FaultyPrograms.Unstable.class);
        StackState first = host.up(CONFIG).completeState();

        StackState second = host.up(CONFIG, first).completeState();

        assertThat(second.changesFrom(first))
                .containsExactly(
                        "update urn:pulumi:dev::ielts-genai-prep::aws:sqs/queue:Queue::unstable"
                                + " [tags]");
    }

    @Test
    @EnabledIfSystemProperty(named = "regions", matches = "all")
    void showsResourcesThatAPreviewCannotSee() {
        ProgramHost host = host(FaultyPrograms.ResourceInApply.class);
        Set<String> previewed = host.preview(CONFIG).completeState().resources().keySet();

        Set<String> deployed = host.up(CONFIG).completeState().resources().keySet();

        assertThat(deployed).hasSize(previewed.size() + 1).containsAll(previewed);
    }

    private static ProgramHost host(Class<?> program) {
        return host(program, Duration.ofSeconds(60));
    }

    private static ProgramHost host(Class<?> program, Duration deadline) {
        ProgramCommand command =
                ProgramCommand.java(
                        System.getProperty("java.class.path"), FaultyPrograms.mainClass(program));
        return new ProgramHost(Path.of(""), command, deadline);
    }
}
