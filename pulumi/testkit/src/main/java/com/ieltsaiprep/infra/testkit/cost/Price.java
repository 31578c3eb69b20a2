package com.ieltsaiprep.infra.testkit.cost;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Map;
import java.util.Objects;

/**
 * List price of AWS for one thing.
 *
 * @param unit what is counted, for people
 * @param per number of things that the price is for, such as a million
 * @param usd price by region; of us-east-1 at least
 * @param source AWS's own page, to verify the price
 * @param read where the price was read
 * @param date day on which it was read
 * @param verified whether it was read on AWS's own page
 */
record Price(
        @JsonProperty("id") String id,
        @JsonProperty("unit") String unit,
        @JsonProperty("per") double per,
        @JsonProperty("usd") Map<String, Double> usd,
        @JsonProperty("source") String source,
        @JsonProperty("read") String read,
        @JsonProperty("date") String date,
        @JsonProperty("verified") boolean verified) {
    /** Region whose price every price has. */
    static final String HOME = "us-east-1";

    /** Copies the map, and requires a price of us-east-1. */
    Price {
        usd = Map.copyOf(usd);
        if (!usd.containsKey(HOME)) {
            throw new IllegalArgumentException("no price of us-east-1: " + id);
        }
    }

    /** Returns the price of us-east-1. */
    double home() {
        return Objects.requireNonNull(usd.get(HOME));
    }
}
