package com.ieltsaiprep.api.ticket;

import java.util.LinkedHashMap;
import java.util.Map;

/** Latency notice: what an app tells its user at the round trip to the gateway that it measures. */
final class LatencyNotice {
    private static final String SLOW = "slow";
    private static final String BAD = "bad";

    private LatencyNotice() {}

    /**
     * Creates the JSON value: the thresholds of a {@code slow} and a {@code bad} round trip, and
     * their notices.
     *
     * @param examinerRegion the AWS name of the region where Maya is
     */
    static Map<String, Object> of(String examinerRegion) {
        Map<String, Object> distance = new LinkedHashMap<>();
        distance.put("examiner_region", examinerRegion);
        distance.put("thresholds_ms", Map.of(SLOW, 400, BAD, 1_000));
        distance.put(
                "notices",
                Map.of(
                        SLOW,
                        "Maya is in North America. Her answers may come a little late.",
                        BAD,
                        "Maya is in North America, and your connection to her is slow. You can go"
                                + " on, let her wait longer for you, or skip the test."));
        return distance;
    }
}
