package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.AwsCallRecorder;
import com.ieltsaiprep.local.wire.AwsPermission;
import com.ieltsaiprep.local.wire.SignatureVerifier.Verdict;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * DynamoDB call recorder: records which IAM permissions requests need.
 *
 * <p>A transaction needs those of its single actions (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html">DynamoDB
 * guide, IAM with transactions</a>), a batch one of its own.
 */
final class DynamoCallRecorder {
    private static final Map<String, String> ACTIONS_IN_TRANSACTIONS =
            Map.of(
                    "Get", "GetItem",
                    "Put", "PutItem",
                    "Update", "UpdateItem",
                    "Delete", "DeleteItem",
                    "ConditionCheck", "ConditionCheckItem");

    private final AwsCallRecorder calls;
    private final Map<String, String> tables;

    /** Creates a recorder for the tables of a stage. */
    DynamoCallRecorder(AwsCallRecorder calls, String stage) {
        this.calls = calls;
        tables =
                Arrays.stream(Table.values())
                        .collect(
                                Collectors.toMap(
                                        it -> it.name(stage), DynamoCallRecorder::resource));
    }

    private static String resource(Table table) {
        return "table/" + table.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Records a request, unless its body is not JSON, which DynamoDB Local rejects. */
    void add(Verdict.Valid request, String operation, byte[] body) {
        if (request.role().isEmpty()) {
            return;
        }
        try {
            permissions(operation, JsonValues.read(body)).forEach(it -> calls.add(request, it));
        } catch (IOException _) {
            // There is no table to name.
        }
    }

    /** Returns the permissions that a request needs. */
    Set<AwsPermission> permissions(String operation, JsonNode request) {
        return switch (operation) {
            case "TransactGetItems", "TransactWriteItems" -> transaction(request);
            case "BatchGetItem", "BatchWriteItem" -> batch(operation, request);
            default -> Set.of(permission(operation, request));
        };
    }

    private Set<AwsPermission> transaction(JsonNode request) {
        Set<AwsPermission> permissions = new LinkedHashSet<>();
        for (JsonNode item : request.path("TransactItems")) {
            for (Map.Entry<String, JsonNode> action : item.properties()) {
                String name =
                        ACTIONS_IN_TRANSACTIONS.getOrDefault(action.getKey(), action.getKey());
                permissions.add(permission(name, action.getValue()));
            }
        }
        return permissions;
    }

    private Set<AwsPermission> batch(String operation, JsonNode request) {
        Set<AwsPermission> permissions = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> table : request.path("RequestItems").properties()) {
            permissions.add(new AwsPermission("dynamodb:" + operation, table(table.getKey())));
        }
        return permissions;
    }

    private AwsPermission permission(String action, JsonNode request) {
        String table = request.has("TableName") ? table(request.get("TableName").asText()) : "*";
        String index =
                request.has("IndexName") ? "/index/" + request.get("IndexName").asText() : "";
        return new AwsPermission("dynamodb:" + action, table + index);
    }

    private String table(String name) {
        return tables.getOrDefault(name, "table/" + name);
    }
}
