package com.ieltsaiprep.infra.testkit.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rules on DynamoDB tables. */
final class TableRules {
    static final String TABLE = "aws:dynamodb/table:Table";

    private static final Set<String> REPLICAS = Set.of("eu-west-1", "ap-southeast-1");
    private static final String REPLICATION =
            "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
                    + "V2globaltables_reqs_bestpractices.html";

    private TableRules() {}

    static List<PolicyRule> rules() {
        return List.of(
                new PolicyRule(
                        "table-keys",
                        "Attributes must be exactly the keys of the table and its indexes",
                        "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/"
                                + "API_CreateTable.html",
                        TableRules::keys),
                new PolicyRule(
                        "table-replication",
                        "Replication reads a stream with both images; capacity on demand needs no"
                                + " scaling per replica",
                        REPLICATION,
                        TableRules::replication),
                new PolicyRule(
                        "table-recovery",
                        "Point-in-time recovery is a setting of each replica",
                        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
                                + "PointInTimeRecovery_Howitworks.html",
                        TableRules::recovery),
                new PolicyRule(
                        "table-expiry",
                        "Expired items are deleted only if the table names their attribute",
                        "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html",
                        TableRules::expiry),
                new PolicyRule(
                        "table-legacy",
                        "Replicas of version 2017.11.29 and of 2019.11.21 exclude each other",
                        REPLICATION,
                        TableRules::legacy));
    }

    private static void keys(Plan plan, Findings findings) {
        for (PlannedResource table : plan.ofType(TABLE)) {
            Set<String> keys = new TreeSet<>();
            addKeys(table.inputs(), keys);
            Properties.items(table, "globalSecondaryIndexes").forEach(it -> addKeys(it, keys));
            Properties.items(table, "localSecondaryIndexes").forEach(it -> addKeys(it, keys));
            Set<String> attributes = new TreeSet<>();
            Properties.items(table, "attributes")
                    .forEach(it -> attributes.add(it.path("name").asText()));
            if (!attributes.equals(keys)) {
                findings.add(table, "attributes", attributes.toString(), keys.toString());
            }
        }
    }

    private static void addKeys(JsonNode keyed, Set<String> keys) {
        for (String key : List.of("hashKey", "rangeKey")) {
            if (keyed.hasNonNull(key)) {
                keys.add(keyed.path(key).asText());
            }
        }
    }

    private static void replication(Plan plan, Findings findings) {
        for (PlannedResource table : plan.ofType(TABLE)) {
            Set<String> regions = new TreeSet<>();
            Properties.items(table, "replicas")
                    .forEach(it -> regions.add(it.path("regionName").asText()));
            if (!regions.equals(REPLICAS)) {
                findings.add(table, "replicas", regions.toString(), REPLICAS.toString());
            }
            findings.require(table, "streamEnabled", "true");
            findings.require(table, "streamViewType", "NEW_AND_OLD_IMAGES");
            findings.require(table, "billingMode", "PAY_PER_REQUEST");
        }
    }

    private static void recovery(Plan plan, Findings findings) {
        for (PlannedResource table : plan.ofType(TABLE)) {
            findings.require(table, "pointInTimeRecovery.enabled", "true");
            for (int i = 0; i < Properties.items(table, "replicas").size(); i++) {
                findings.require(table, "replicas." + i + ".pointInTimeRecovery", "true");
            }
        }
    }

    private static void expiry(Plan plan, Findings findings) {
        for (PlannedResource table : plan.ofType(TABLE)) {
            findings.require(table, "ttl.attributeName", "expires_at");
            findings.require(table, "ttl.enabled", "true");
        }
    }

    private static void legacy(Plan plan, Findings findings) {
        Properties.ofTypes(
                        plan,
                        "aws:dynamodb/globalTable:GlobalTable",
                        "aws:dynamodb/tableReplica:TableReplica")
                .forEach(it -> findings.add(it, "type", it.type(), "replicas of the table"));
    }
}
