package com.ieltsaiprep.common.marking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Marking method: what a report says about how it was made.
 *
 * @param opinions smallest number of opinions that any criterion's band rests on
 */
record MarkingMethod(
        List<String> models, String prompts, String calibration, boolean calibrated, int opinions) {
    /** No comparison with the marks of examiners has been made. */
    private static final boolean VALIDATED = false;

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("models", models);
        json.put("prompts", prompts);
        json.put("calibration", calibration);
        json.put("calibrated", calibrated);
        json.put("opinions", opinions);
        json.put("validated", VALIDATED);
        return json;
    }
}
