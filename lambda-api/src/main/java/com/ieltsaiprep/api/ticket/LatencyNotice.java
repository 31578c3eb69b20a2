package com.ieltsaiprep.api.ticket;

import java.util.LinkedHashMap;
import java.util.Map;

/** What to tell a person about the way to Maya, by the round trip that their app measures. */
final class LatencyNotice {
    private static final String SLOW = "slow";
    private static final String BAD = "bad";

    private LatencyNotice() {}

    /**
     * As JSON: from which round trip on the way is {@code slow} or {@code bad}, and what to say
     * then.
     *
     * @param examinerRegion what AWS calls the region where she is
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
