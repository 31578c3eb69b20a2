package com.ieltsaiprep.infra.testkit.cost;

import com.ieltsaiprep.infra.testkit.plan.Plan;

import java.util.Map;

/** Cost model of a stack: list prices of a month, without free tiers, taxes and support. */
final class CostModel {
    private static final String AUTOSCALING_GROUP = "aws:autoscaling/group:Group";

    private final PriceTable prices;
    private final UsageAssumptions usage;

    CostModel(PriceTable prices, UsageAssumptions usage) {
        this.prices = prices;
        this.usage = usage;
    }

    /** Creates the model of the repository's data. */
    static CostModel ofRepository() {
        UsageAssumptions usage = CostData.usage();
        return new CostModel(new PriceTable(CostData.prices(), usage.regionalFactor()), usage);
    }

    PriceTable prices() {
        return prices;
    }

    UsageAssumptions usage() {
        return usage;
    }

    /** Returns what the resources of a plan cost without users, USD by group. */
    Map<String, Double> fixed(Plan plan) {
        return FixedCosts.of(plan, prices, usage);
    }

    /** Returns what a stack costs in a month with so many tests, USD. */
    double month(Plan plan, int tests) {
        double fixed = fixed(plan).values().stream().mapToDouble(Double::doubleValue).sum();
        double idle = fixed + workload("idle_month");
        if (tests == 0) {
            return idle;
        }
        double speaking = tests * usage.speakingShare();
        return idle
                + workload("active_month")
                + speaking * speakingTest()
                + (tests - speaking) * writingTest()
                + additionalNodes(plan, speaking) * FixedCosts.node(plan, prices);
    }

    private int additionalNodes(Plan plan, double speakingTests) {
        int least =
                plan.ofType(AUTOSCALING_GROUP).stream()
                        .mapToInt(group -> group.inputs().path("minSize").asInt())
                        .findFirst()
                        .orElse(0);
        return Math.max(0, usage.nodes(speakingTests) - least);
    }

    /** Returns what one more speaking test costs, USD. */
    double speakingTest() {
        return workload("requests_of_a_test") + workload("speaking_test");
    }

    /** Returns what one more writing test costs, USD. */
    double writingTest() {
        return workload("requests_of_a_test") + workload("writing_test");
    }

    /** Returns what the practice tutor costs in a month of the use that its description lists. */
    double tutorMonth() {
        return workload("tutor_month");
    }

    private double workload(String name) {
        return prices.cost(usage.workload(name));
    }
}
