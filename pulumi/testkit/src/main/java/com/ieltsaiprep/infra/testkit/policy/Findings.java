package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.ArrayList;
import java.util.List;

/** Collector of the violations of one rule. */
public final class Findings {
    private final String rule;
    private final List<PolicyViolation> violations = new ArrayList<>();

    Findings(String rule) {
        this.rule = rule;
    }

    /**
     * Adds a violation by a resource.
     *
     * @param property path of the property
     * @param wrong finding
     * @param right value that the rule wants
     */
    public void add(PlannedResource resource, String property, String wrong, String right) {
        add(resource.name() + " (" + resource.type() + ")", property, wrong, right);
    }

    /** Adds a violation unless a property has one of the accepted values. */
    void require(PlannedResource resource, String property, String... accepted) {
        String value = Properties.text(resource, property);
        if (!List.of(accepted).contains(value)) {
            add(
                    resource,
                    property,
                    value.isEmpty() ? "not set" : value,
                    String.join(" or ", accepted));
        }
    }

    /** Adds a violation unless a property is a number in a range. */
    void requireRange(PlannedResource resource, String property, long min, long max) {
        long value = Properties.number(resource, property, Long.MIN_VALUE);
        if (value < min || value > max) {
            String wrong = value == Long.MIN_VALUE ? "not set" : String.valueOf(value);
            add(resource, property, wrong, min + " to " + max);
        }
    }

    /** Adds a violation by the stack as a whole, such as a resource that is missing. */
    void addToStack(String property, String wrong, String right) {
        add("stack", property, wrong, right);
    }

    private void add(String resource, String property, String wrong, String right) {
        violations.add(new PolicyViolation(rule, resource, property, wrong, right));
    }

    List<PolicyViolation> violations() {
        return List.copyOf(violations);
    }
}
