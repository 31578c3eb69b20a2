package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.Plan;

import java.util.List;

/**
 * Rule that a plan must keep.
 *
 * @param id short name, such as {@code table-keys}
 * @param fact fact about AWS, or decision of this project, that makes the rule necessary
 * @param source address where the fact is written, or a file of this repository
 * @param check search for violations
 */
public record PolicyRule(String id, String fact, String source, Check check) {
    /** Search for violations of a rule. */
    @FunctionalInterface
    public interface Check {
        /** Adds each violation in a plan to the findings. */
        void find(Plan plan, Findings findings);
    }

    /** Returns the violations of the rule in a plan. */
    public List<PolicyViolation> violations(Plan plan) {
        Findings findings = new Findings(id);
        check.find(plan, findings);
        return findings.violations();
    }
}
