package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.Plan;

import java.util.List;
import java.util.stream.Stream;

/** Policies of a stack: all rules that its plan must keep. */
public final class StackPolicies {
    private StackPolicies() {}

    /** Returns all rules, in the order of the documentation. */
    public static List<PolicyRule> all() {
        return Stream.of(
                        ProviderRules.rules(),
                        FunctionRules.rules(),
                        ApiRules.rules(),
                        TableRules.rules(),
                        CacheRules.rules(),
                        NetworkRules.rules(),
                        BalancerRules.rules(),
                        FleetRules.rules(),
                        RoutingRules.rules(),
                        PermissionRules.rules(),
                        PrivilegeRules.rules(),
                        new CallRules(
                                        PolicyData.read("aws-calls.json"),
                                        PolicyData.read("permissions.json"))
                                .rules(),
                        RetentionRules.rules(),
                        DataRules.rules(),
                        NamingRules.rules(),
                        AlarmRules.rules())
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the violations of all rules in a plan. */
    public static List<PolicyViolation> violations(Plan plan) {
        return all().stream().flatMap(it -> it.violations(plan).stream()).toList();
    }
}
