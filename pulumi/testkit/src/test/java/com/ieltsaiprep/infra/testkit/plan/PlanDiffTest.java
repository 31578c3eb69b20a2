package com.ieltsaiprep.infra.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.util.List;

class PlanDiffTest {
    private static final String TABLE = "aws:dynamodb/table:Table::users";

    @Test
    void hasNoLineForEqualPlans() throws Exception {
        assertThat(PlanDiff.lines(plan("{\"ttl\":1}"), plan("{\"ttl\":1}"))).isEmpty();
    }

    @Test
    void showsOldAndNewValueOfEachProperty() throws Exception {
        assertThat(
                        PlanDiff.lines(
                                plan("{\"a\":1,\"b\":{\"c\":[true,\"x\"]},\"gone\":\"y\"}"),
                                plan("{\"a\":2,\"b\":{\"c\":[true,\"z\"]},\"more\":{}}")))
                .containsExactly(
                        "~ " + TABLE,
                        "    ~ a: 1 → 2",
                        "    ~ b.c[1]: x → z",
                        "    - gone: y",
                        "    + more: {}");
    }

    @Test
    void showsResourcesThatComeAndGo() throws Exception {
        Plan empty = new Plan("dev", List.of(), new ObjectMapper().createObjectNode());

        assertThat(PlanDiff.lines(empty, plan("{}"))).containsExactly("+ " + TABLE);
        assertThat(PlanDiff.lines(plan("{}"), empty)).containsExactly("- " + TABLE);
    }

    @Test
    void showsOptionsAndDependencies() throws Exception {
        assertThat(
                        PlanDiff.lines(
                                plan("{}", "{\"protect\":true}", List.of("a::first")),
                                plan("{}", "{}", List.of("a::second"))))
                .containsExactly(
                        "~ " + TABLE,
                        "    - depends on a::first",
                        "    + depends on a::second",
                        "    - option protect: true");
    }

    @Test
    void cutsLongValues() throws Exception {
        String old = "{\"text\":\"" + "o".repeat(500) + "\"}";

        assertThat(PlanDiff.lines(plan(old), plan("{\"text\":\"n\"}")).getLast())
                .hasSizeLessThan(200)
                .endsWith("… → n");
    }

    private static Plan plan(String inputs) throws Exception {
        return plan(inputs, "{}", List.of());
    }

    private static Plan plan(String inputs, String options, List<String> dependencies)
            throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        PlannedResource table =
                new PlannedResource(
                        TABLE,
                        "aws:dynamodb/table:Table",
                        "users",
                        "",
                        "aws-us",
                        mapper.readTree(options),
                        dependencies,
                        mapper.readTree(inputs));
        return new Plan("dev", List.of(table), mapper.createObjectNode());
    }
}
