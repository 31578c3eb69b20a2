package com.ieltsaiprep.infra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.infra.testkit.engine.StackState;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlanDiff;
import com.ieltsaiprep.infra.testkit.plan.PlanFile;
import com.ieltsaiprep.infra.testkit.policy.PolicyViolation;
import com.ieltsaiprep.infra.testkit.policy.StackPolicies;
import com.ieltsaiprep.infra.testkit.program.ProgramHost;
import com.ieltsaiprep.infra.testkit.program.ProgramRun;
import com.ieltsaiprep.infra.testkit.program.StackConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;

/** Plans of the stacks: equal to the golden ones, repeatable, and without secrets. */
class GoldenPlansIT {
    private static final String CANARY = "canary-in-a-coal-mine";

    private final PlanRecorder recorder = RealProgram.recorder();
    private final ProgramHost host = recorder.host();

    @Test
    void areAsInTheirFileAndChangeNothingInASecondDeployment() throws Exception {
        assertGoldenAndRepeatable("prod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging"})
    @EnabledIfSystemProperty(named = "regions", matches = "all")
    void areAsInTheirFileAndChangeNothingInASecondDeployment(String stack) throws Exception {
        assertGoldenAndRepeatable(stack);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    @EnabledIfSystemProperty(named = "regions", matches = "all")
    void haveTheResourcesAndDependenciesOfThePreview(String stack) {
        StackConfig config = recorder.config(stack);
        Plan preview = Plan.of(stack, host.preview(config).completeState());
        Plan up = recorder.record(stack);

        assertThat(preview.resources().stream().map(it -> it.key() + it.dependencies()).toList())
                .isEqualTo(
                        up.resources().stream().map(it -> it.key() + it.dependencies()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    @EnabledIfSystemProperty(named = "regions", matches = "all")
    void areIdenticalOverThreeRuns(String stack) {
        Plan first = recorder.record(stack);

        assertThat(PlanDiff.lines(first, recorder.record(stack))).isEmpty();
        assertThat(recorder.record(stack)).isEqualTo(first);
    }

    /** Deploys twice, with canaries as the secrets of the configuration. */
    private void assertGoldenAndRepeatable(String stack) throws Exception {
        StackConfig config = withCanaries(recorder.config(stack));

        ProgramRun first = host.up(config);
        Plan complete = Plan.of(stack, first.completeState());
        assertThat(StackPolicies.violations(complete).stream().map(PolicyViolation::line))
                .isEmpty();
        Plan plan = PlanFile.abridge(complete);
        assertThat(PlanDiff.lines(recorder.golden(stack), plan))
                .as("differences to the golden plan; ./run plan %s --write accepts them", stack)
                .isEmpty();
        assertThat(Files.readString(recorder.goldenFile(stack)) + plan).doesNotContain(CANARY);
        assertThat(first.output() + first.log()).doesNotContain(CANARY);

        StackState second = host.up(config, first.state()).completeState();
        assertThat(second.changesFrom(first.state())).isEmpty();
        assertThat(second.resources()).isEqualTo(first.state().resources());
    }

    private static StackConfig withCanaries(StackConfig config) {
        StackConfig changed = config.withSecret("canary", CANARY);
        for (String key : config.secretKeys()) {
            String name = key.substring(key.indexOf(':') + 1);
            changed = changed.withSecret(name, CANARY + "-" + name);
        }
        return changed;
    }
}
