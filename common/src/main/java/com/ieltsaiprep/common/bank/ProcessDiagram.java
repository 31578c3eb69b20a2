package com.ieltsaiprep.common.bank;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Process diagram: numbered steps joined by arrows.
 *
 * @param cyclic whether an arrow leads from the last step back to the first
 * @param steps the steps in their order
 */
public record ProcessDiagram(boolean cyclic, List<Step> steps) implements Figure {
    private static final int MIN_STEPS = 5;
    private static final int MAX_STEPS = 10;

    /**
     * Step of a process.
     *
     * @param label name of the step
     * @param detail what happens in it
     */
    public record Step(String label, String detail) {
        private Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("label", label);
            json.put("detail", detail);
            return json;
        }
    }

    /**
     * Creates a process diagram.
     *
     * @throws IllegalArgumentException if it has fewer than five or more than ten steps
     */
    public ProcessDiagram {
        steps = List.copyOf(steps);
        if (steps.size() < MIN_STEPS || steps.size() > MAX_STEPS) {
            throw new IllegalArgumentException(steps.size() + " steps");
        }
    }

    @Override
    public String type() {
        return "process";
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (cyclic) {
            json.put("cyclic", true);
        }
        json.put("steps", steps.stream().map(Step::toJson).toList());
        return json;
    }

    @Override
    public String toText() {
        StringBuilder text = new StringBuilder(cyclic ? "Cycle:" : "Steps in order:");
        for (int step = 0; step < steps.size(); step++) {
            text.append(
                    "\n%d. %s: %s"
                            .formatted(
                                    step + 1, steps.get(step).label(), steps.get(step).detail()));
        }
        return text + (cyclic ? "\nThe last step leads back to the first." : "");
    }
}
