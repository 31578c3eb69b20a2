package com.ieltsaiprep.infra.testkit.policy;

import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.List;

/** Rules on ElastiCache. */
final class CacheRules {
    static final String GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

    private CacheRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "cache-encryption",
                        "AUTH needs encryption in transit, which a group of Valkey sets explicitly",
                        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/"
                                + "in-transit-encryption.html",
                        CacheRules::encryption),
                new PolicyRule(
                        "cache-token",
                        "An AUTH token in plaintext would be readable in the stack's state",
                        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
                        CacheRules::token),
                new PolicyRule(
                        "cache-engine",
                        "Engine names are compared with case, and must fit the parameter group",
                        "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/"
                                + "API_CreateReplicationGroup.html",
                        CacheRules::engine),
                new PolicyRule(
                        "cache-failover",
                        "Failover and several zones need a replica",
                        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
                        CacheRules::failover));
    }

    private static void encryption(Plan plan, Findings findings) {
        for (PlannedResource group : plan.ofType(GROUP)) {
            findings.require(group, "transitEncryptionEnabled", "true");
            findings.require(group, "atRestEncryptionEnabled", "true");
        }
        Properties.ofTypes(plan, "aws:elasticache/cluster:Cluster")
                .forEach(it -> findings.add(it, "type", "a cluster", "a replication group"));
    }

    private static void token(Plan plan, Findings findings) {
        for (PlannedResource group : plan.ofType(GROUP)) {
            if (!Properties.isSecret(group, "authToken")) {
                findings.add(group, "authToken", "no secret", "a secret");
            }
        }
    }

    private static void engine(Plan plan, Findings findings) {
        for (PlannedResource group : plan.ofType(GROUP)) {
            findings.require(group, "engine", "valkey");
            String major = Properties.text(group, "engineVersion").replaceAll("\\..*", "");
            findings.require(group, "parameterGroupName", "default.valkey" + major);
        }
    }

    private static void failover(Plan plan, Findings findings) {
        for (PlannedResource group : plan.ofType(GROUP)) {
            boolean isReplicated = Properties.number(group, "numCacheClusters", 1) > 1;
            findings.require(group, "automaticFailoverEnabled", String.valueOf(isReplicated));
            findings.require(group, "multiAzEnabled", String.valueOf(isReplicated));
            if (plan.stack().equals("prod") && !isReplicated) {
                findings.add(group, "numCacheClusters", "1", "2 or more in prod");
            }
        }
    }
}
