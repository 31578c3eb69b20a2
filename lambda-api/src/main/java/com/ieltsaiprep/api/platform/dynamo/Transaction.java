package com.ieltsaiprep.api.platform.dynamo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * DynamoDB transaction: writes items of tables of one region, all or none. A transaction is used
 * once, by one thread.
 */
public final class Transaction {
    /** The cancellation code of an item with which nothing was wrong. */
    private static final String NONE = "None";

    private static final String CONDITION = "ConditionalCheckFailed";

    /** Codes of a conflict with another writer, or of throttling: the same may succeed later. */
    private static final Set<String> TRANSIENT =
            Set.of(NONE, "TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError");

    private final DynamoDbClient client;
    private final List<TransactWriteItem> writes = new ArrayList<>();

    Transaction(DynamoDbClient client) {
        this.client = client;
    }

    /** Adds writes of items in a table of the transaction's region; returns {@code this}. */
    public Transaction add(DynamoTable table, ItemWrite... more) {
        for (ItemWrite write : more) {
            writes.add(table.inTransaction(write));
        }
        return this;
    }

    /**
     * Writes all items of the transaction, or none.
     *
     * @return false if a condition did not hold, so that nothing was written
     * @throws DatabaseUnavailableException if, even after retries, DynamoDB throttles the
     *     transaction, or other writers of the same items conflict with it
     * @throws DatabaseRejectedException if DynamoDB will never accept the transaction
     */
    public boolean commit() {
        return commitOrFailed().isEmpty();
    }

    /**
     * Writes all items of the transaction, or none, and tells which conditions failed.
     *
     * @return the indexes, from 0, of the writes whose condition did not hold; empty if all items
     *     were written
     * @throws DatabaseUnavailableException as {@link #commit} does
     * @throws DatabaseRejectedException as {@link #commit} does
     */
    public Set<Integer> commitOrFailed() {
        try {
            client.transactWriteItems(request -> request.transactItems(writes));
            return Set.of();
        } catch (TransactionCanceledException e) {
            List<String> codes = codes(e);
            if (!codes.contains(CONDITION)) {
                throw TRANSIENT.containsAll(codes)
                        ? new DatabaseUnavailableException(e)
                        : new DatabaseRejectedException(e);
            }
            return Set.copyOf(
                    IntStream.range(0, codes.size())
                            .filter(i -> codes.get(i).equals(CONDITION))
                            .boxed()
                            .toList());
        }
    }

    /** Returns whether a failure is a cancelled transaction that may succeed when retried. */
    static boolean isTransient(Throwable failure) {
        if (!(failure instanceof TransactionCanceledException canceled)) {
            return false;
        }
        List<String> codes = codes(canceled);
        return TRANSIENT.containsAll(codes) && !Set.of(NONE).containsAll(codes);
    }

    private static List<String> codes(TransactionCanceledException e) {
        return e.cancellationReasons().stream()
                .map(CancellationReason::code)
                .map(code -> code == null ? NONE : code)
                .toList();
    }
}
