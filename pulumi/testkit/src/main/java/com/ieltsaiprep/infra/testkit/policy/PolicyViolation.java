package com.ieltsaiprep.infra.testkit.policy;

/**
 * Violation of a rule.
 *
 * @param rule id of the rule
 * @param resource name and type of the resource, or the stack
 * @param property path of the property
 * @param wrong finding
 * @param right value that the rule wants
 */
public record PolicyViolation(
        String rule, String resource, String property, String wrong, String right) {
    /** Returns the violation as a line for people. */
    public String line() {
        return rule + ": " + resource + " " + property + ": " + wrong + "; right: " + right;
    }
}
