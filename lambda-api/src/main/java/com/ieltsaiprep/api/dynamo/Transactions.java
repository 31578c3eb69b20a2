package com.ieltsaiprep.api.dynamo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Writes several items, all or none. */
final class Transactions {
    /** Somebody else was there before, or is at this moment. */
    private static final Set<String> CONTENTION =
            Set.of("ConditionalCheckFailed", "TransactionConflict");

    private Transactions() {}

    /** The same twice, since somebody else may just write the same item for another reason. */
    static boolean insist(DynamoDbClient client, List<TransactWriteItem> items) {
        boolean done = write(client, items);
        return done || write(client, items);
    }

    /**
     * Writes items.
     *
     * @return whether it was done; otherwise a condition did not hold, or somebody else writes the
     *     same item
     * @throws DatabaseAwayException if it was not done for another reason
     */
    static boolean write(DynamoDbClient client, List<TransactWriteItem> items) {
        try {
            client.transactWriteItems(request -> request.transactItems(items));
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().stream()
                    .map(CancellationReason::code)
                    .filter(Objects::nonNull)
                    .anyMatch(CONTENTION::contains)) {
                return false;
            }
            throw new DatabaseAwayException(e);
        }
    }
}
