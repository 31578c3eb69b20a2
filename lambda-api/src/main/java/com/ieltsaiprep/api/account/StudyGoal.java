package com.ieltsaiprep.api.account;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Study goal of an account holder.
 *
 * @param targetBand wanted overall band, 4.0 to 9.0 in half steps; null if there is none
 * @param testDate day of the official test; null if there is none
 */
public record StudyGoal(@Nullable Double targetBand, @Nullable LocalDate testDate) {
    /** No goal. */
    public static final StudyGoal NONE = new StudyGoal(null, null);

    /** Returns the JSON members of the goal, without those that are not set. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (targetBand != null) {
            json.put("target_band", targetBand);
        }
        if (testDate != null) {
            json.put("test_date", testDate.toString());
        }
        return json;
    }
}
