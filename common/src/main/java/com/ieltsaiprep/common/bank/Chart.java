package com.ieltsaiprep.common.bank;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Chart of an Academic Task 1: a figure with its title and its main features.
 *
 * @param title caption of the figure
 * @param figure the data, the steps or the plans
 * @param shape sentence with the main features that a good answer reports; for the marker and for
 *     tests, not for the candidate
 */
public record Chart(String title, Figure figure, String shape) implements Stimulus {
    /** Returns the chart as the page draws it, without the main features. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", figure.type());
        json.put("title", title);
        json.putAll(figure.toJson());
        return json;
    }

    /** Returns the chart with all its data as text for the marker. */
    String forMarker() {
        return "Figure (%s): %s\n%s".formatted(figure.type(), title, figure.toText());
    }
}
