package com.ieltsaiprep.infra.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlanFile;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules on the golden plans: all are kept, and each one is violated by mutations of a plan. */
class StackPoliciesTest {
    private static final List<PolicyRule> RULES =
            Stream.concat(StackPolicies.all().stream(), Stream.of(SdkValueRules.rule())).toList();
    private static final Path DOCUMENT = Path.of("../../docs/operations/policies.md");

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void areKeptByThePlanOf(String stack) {
        Plan plan = golden(stack);

        assertThat(plan.resources()).hasSizeGreaterThan(400);
        assertThat(
                        RULES.stream()
                                .flatMap(it -> it.violations(plan).stream())
                                .map(PolicyViolation::line))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> areViolatedByMutations() {
        Plan plan = golden("prod");
        return PlanMutation.all().stream()
                .map(
                        mutation ->
                                DynamicTest.dynamicTest(
                                        mutation.rule() + " " + mutation.row(),
                                        () -> assertViolated(plan, mutation)));
    }

    @Test
    void haveAMutationEach() {
        assertThat(ids(PlanMutation.all().stream().map(PlanMutation::rule)))
                .isEqualTo(ids(RULES.stream().map(PolicyRule::id)));
    }

    @Test
    void areInTheDocumentWithTheirSources() throws Exception {
        String document = Files.readString(DOCUMENT);

        assertThat(RULES)
                .allSatisfy(
                        rule ->
                                assertThat(document)
                                        .contains("| `" + rule.id() + "` | " + rule.fact()));
    }

    @TestFactory
    Stream<DynamicTest> needEachExceptionOfTheirs() {
        JsonNode exceptions = PolicyData.read("permissions.json");
        return Stream.of("notInPlans", "unrecorded")
                .flatMap(
                        list ->
                                IntStream.range(0, exceptions.path(list).size())
                                        .mapToObj(
                                                i ->
                                                        DynamicTest.dynamicTest(
                                                                exceptions
                                                                        .path(list)
                                                                        .path(i)
                                                                        .toString(),
                                                                () ->
                                                                        assertNeeded(
                                                                                exceptions,
                                                                                list,
                                                                                i))));
    }

    private static void assertNeeded(JsonNode exceptions, String list, int index) {
        JsonNode fewer = exceptions.deepCopy();
        JsonNode removed = ((ArrayNode) fewer.path(list)).remove(index);
        Plan plan = golden("prod");

        assertThat(removed.path("reason").asText()).isNotEmpty();
        assertThat(
                        new CallRules(PolicyData.read("aws-calls.json"), fewer)
                                .rules().stream().flatMap(it -> it.violations(plan).stream()))
                .isNotEmpty();
    }

    private static void assertViolated(Plan plan, PlanMutation mutation) {
        PolicyRule rule =
                RULES.stream()
                        .filter(it -> it.id().equals(mutation.rule()))
                        .findFirst()
                        .orElseThrow();
        Plan changed = mutation.apply(plan);

        assertThat(changed).isNotEqualTo(plan);
        assertThat(rule.violations(changed)).isNotEmpty();
    }

    private static Set<String> ids(Stream<String> ids) {
        return ids.collect(Collectors.toSet());
    }

    private static Plan golden(String stack) {
        return PlanFile.read(Path.of("src/test/resources/plans", stack + ".json"), stack);
    }
}
