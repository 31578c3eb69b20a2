package com.ieltsaiprep.api.platform.dynamo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.List;
import java.util.Map;

/** Deletes many items. */
public final class Batches {
    private static final int BATCH = 25;

    /** DynamoDB may leave some of a batch undone. */
    private static final int ROUNDS = 4;

    private Batches() {}

    /**
     * Deletes items.
     *
     * @throws DatabaseUnavailableException if some were left
     */
    static void delete(
            DynamoDbClient client, String table, List<Map<String, AttributeValue>> keys) {
        List<WriteRequest> all =
                keys.stream()
                        .map(key -> DeleteRequest.builder().key(key).build())
                        .map(delete -> WriteRequest.builder().deleteRequest(delete).build())
                        .toList();
        for (int i = 0; i < all.size(); i += BATCH) {
            delete(client, Map.of(table, all.subList(i, Math.min(all.size(), i + BATCH))));
        }
    }

    private static void delete(DynamoDbClient client, Map<String, List<WriteRequest>> batch) {
        Map<String, List<WriteRequest>> rest = batch;
        for (int round = 0; round < ROUNDS && !rest.isEmpty(); round++) {
            Map<String, List<WriteRequest>> now = rest;
            rest = client.batchWriteItem(write -> write.requestItems(now)).unprocessedItems();
        }
        if (!rest.isEmpty()) {
            throw new DatabaseUnavailableException(
                    new IllegalStateException("a batch was left undone"));
        }
    }
}
