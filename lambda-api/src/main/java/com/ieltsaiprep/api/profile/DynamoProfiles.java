package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.entitlement.LedgerItems;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts and what is left of their attempts, by one request for both: what is asked most often
 * does not take two round trips.
 */
public final class DynamoProfiles implements ProfileSource {
    private final RegionalDynamo dynamo;
    private final String users;
    private final String purchases;

    /** In these databases. */
    public DynamoProfiles(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.users = dynamo.table(Table.USERS);
        this.purchases = dynamo.table(Table.PURCHASES);
    }

    @Override
    public Optional<Shown> read(String userId) {
        boolean atHome = dynamo.regions().atHome();
        BatchGetItemResponse near = read(dynamo.own(), userId, atHome);
        return account(near).isEmpty() && !atHome
                ? shown(read(dynamo.home(), userId, true))
                : shown(near);
    }

    private BatchGetItemResponse read(DynamoDbClient client, String userId, boolean strong) {
        List<Map<String, AttributeValue>> entitlements =
                Arrays.stream(ExamModule.values())
                        .map(module -> LedgerItems.key(userId, LedgerItems.entitlement(module)))
                        .toList();
        Map<String, KeysAndAttributes> wanted =
                Map.of(
                        users, keys(List.of(AccountItems.key(userId)), strong),
                        purchases, keys(entitlements, strong));
        BatchGetItemResponse answer = client.batchGetItem(get -> get.requestItems(wanted));
        if (answer.unprocessedKeys().containsKey(users)) {
            throw new DatabaseUnavailableException(
                    new IllegalStateException("an account was left unread"));
        }
        return answer;
    }

    private static KeysAndAttributes keys(List<Map<String, AttributeValue>> keys, boolean strong) {
        return KeysAndAttributes.builder().keys(keys).consistentRead(strong).build();
    }

    private Optional<Map<String, AttributeValue>> account(BatchGetItemResponse answer) {
        return answer.responses().getOrDefault(users, List.of()).stream().findFirst();
    }

    private Optional<Shown> shown(BatchGetItemResponse answer) {
        return account(answer)
                .filter(item -> !AccountItems.isTombstone(item))
                .map(item -> new Shown(AccountItems.account(item), attempts(answer)));
    }

    private Optional<Map<ExamModule, Integer>> attempts(BatchGetItemResponse answer) {
        if (answer.unprocessedKeys().containsKey(purchases)) {
            return Optional.empty();
        }
        Map<ExamModule, Integer> left = new EnumMap<>(ExamModule.class);
        answer.responses()
                .getOrDefault(purchases, List.of())
                .forEach(
                        item ->
                                LedgerItems.left(item)
                                        .ifPresent(it -> left.put(it.module(), it.attempts())));
        return Optional.of(left);
    }
}
