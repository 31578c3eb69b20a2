package com.ieltsaiprep.api.platform.dynamo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes several items, all or none. */
public final class Transactions {
    /** Nothing was wrong with this item. */
    private static final String NONE = "None";

    private static final String CONDITION = "ConditionalCheckFailed";

    /** Somebody else writes the item at this moment, or too many do. */
    private static final Set<String> PASSING =
            Set.of(NONE, "TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError");

    private Transactions() {}

    /**
     * Writes items.
     *
     * @return whether it was done; otherwise a condition did not hold
     * @throws DatabaseUnavailableException if it was not done for another reason, such as somebody
     *     else who writes the same items all the time
     * @throws DatabaseRejectedException if it can never be done
     */
    public static boolean write(DynamoDbClient client, List<TransactWriteItem> items) {
        return refused(client, items).isEmpty();
    }

    /**
     * The same.
     *
     * @return the numbers of the items, from 0, whose condition did not hold; none if it was done
     */
    static Set<Integer> refused(DynamoDbClient client, List<TransactWriteItem> items) {
        try {
            client.transactWriteItems(request -> request.transactItems(items));
            return Set.of();
        } catch (TransactionCanceledException e) {
            List<String> codes = codes(e);
            if (!codes.contains(CONDITION)) {
                throw PASSING.containsAll(codes)
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

    /** Whether the same may succeed a moment later. */
    static boolean passes(Throwable failure) {
        if (!(failure instanceof TransactionCanceledException canceled)) {
            return false;
        }
        List<String> codes = codes(canceled);
        return PASSING.containsAll(codes) && !Set.of(NONE).containsAll(codes);
    }

    private static List<String> codes(TransactionCanceledException e) {
        return e.cancellationReasons().stream()
                .map(CancellationReason::code)
                .map(code -> code == null ? NONE : code)
                .toList();
    }
}
