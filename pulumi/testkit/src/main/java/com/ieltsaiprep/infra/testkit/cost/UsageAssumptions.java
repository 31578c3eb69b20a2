package com.ieltsaiprep.infra.testkit.cost;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;
import java.util.Map;

/**
 * Assumptions about what users do, and what that consumes.
 *
 * @param speakingShare share of the speaking tests; the others are writing tests
 * @param testMinutes length of a speaking test
 * @param peakToMean conversations in the busiest hour, divided by their mean
 * @param conversationsOnNode conversations that a node of the gateway holds
 * @param healthCheckers checkers of Route 53 that each send requests
 * @param regionalFactor prices of a region, divided by those of us-east-1, where none is listed
 * @param workloads what each workload consumes
 */
record UsageAssumptions(
        @JsonProperty("speaking_share") double speakingShare,
        @JsonProperty("test_minutes") double testMinutes,
        @JsonProperty("peak_to_mean") double peakToMean,
        @JsonProperty("conversations_on_a_node") int conversationsOnNode,
        @JsonProperty("health_checkers") int healthCheckers,
        @JsonProperty("regional_factor") Map<String, Double> regionalFactor,
        @JsonProperty("workloads") Map<String, List<Consumption>> workloads) {
    /** Hours of a month, on average. */
    static final double HOURS = 730;

    /**
     * Quantity of one priced thing.
     *
     * @param price id of the price
     * @param why how the quantity was found
     */
    record Consumption(
            @JsonProperty("price") String price,
            @JsonProperty("quantity") double quantity,
            @JsonProperty("why") String why) {}

    /** Copies the maps. */
    UsageAssumptions {
        regionalFactor = Map.copyOf(regionalFactor);
        workloads = Map.copyOf(workloads);
    }

    /**
     * Returns what a workload consumes.
     *
     * @throws IllegalArgumentException if it is unknown
     */
    List<Consumption> workload(String name) {
        List<Consumption> consumed = workloads.get(name);
        if (consumed == null) {
            throw new IllegalArgumentException("no workload " + name);
        }
        return consumed;
    }

    /** Returns the nodes that the busiest hour of a month with so many speaking tests needs. */
    int nodes(double speakingTests) {
        double mean = speakingTests * testMinutes / (HOURS * 60);
        return (int) Math.ceil(mean * peakToMean / conversationsOnNode);
    }
}
