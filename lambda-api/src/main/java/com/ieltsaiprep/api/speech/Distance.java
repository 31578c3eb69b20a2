package com.ieltsaiprep.api.speech;

import java.util.Map;

/**
 * What to tell a person about the way to Maya, by the round trip that their app measures.
 *
 * @param examinerRegion what AWS calls the region where she is
 * @param thresholdsMs from which round trip on the way is {@code slow} or {@code bad}
 * @param notices what to say then
 */
record Distance(
        String examinerRegion, Map<String, Integer> thresholdsMs, Map<String, String> notices) {
    private static final String SLOW = "slow";
    private static final String BAD = "bad";

    static Distance of(String examinerRegion) {
        return new Distance(
                examinerRegion,
                Map.of(SLOW, 400, BAD, 1_000),
                Map.of(
                        SLOW,
                        "Maya is in North America. Her answers may come a little late.",
                        BAD,
                        "Maya is in North America, and your connection to her is slow. You can go"
                                + " on, let her wait longer for you, or skip the test."));
    }
}
