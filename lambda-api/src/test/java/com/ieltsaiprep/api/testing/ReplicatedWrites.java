package com.ieltsaiprep.api.testing;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Replication of global tables on command: copies written items between regions. */
final class ReplicatedWrites {
    private final LocalDynamoDb dynamo;

    /** Key of a written item, with its table. */
    private record WrittenItem(String table, Map<String, AttributeValue> item) {}

    ReplicatedWrites(LocalDynamoDb dynamo) {
        this.dynamo = dynamo;
    }

    /** Copies the items written by a call from one region to all others. */
    void replicate(Region from, FaultInjectingDynamo.Call call) {
        written(call).forEach(written -> copy(from, written));
    }

    private void copy(Region from, WrittenItem written) {
        Table table =
                Arrays.stream(Table.values())
                        .filter(it -> dynamo.name(it).equals(written.table()))
                        .findFirst()
                        .orElseThrow();
        Map<String, AttributeValue> key = new HashMap<>(written.item());
        key.keySet().removeIf(it -> !it.equals(table.hashKey()) && !it.equals(table.rangeKey()));
        Map<String, AttributeValue> item =
                dynamo.client(from).getItem(get -> get.tableName(written.table()).key(key)).item();
        for (Region region : Region.values()) {
            DynamoDbClient client = dynamo.client(region);
            if (region != from && item.isEmpty()) {
                client.deleteItem(delete -> delete.tableName(written.table()).key(key));
            } else if (region != from) {
                client.putItem(put -> put.tableName(written.table()).item(item));
            }
        }
    }

    private static Stream<WrittenItem> written(FaultInjectingDynamo.Call call) {
        return switch (call.request()) {
            case PutItemRequest put -> Stream.of(new WrittenItem(put.tableName(), put.item()));
            case UpdateItemRequest update ->
                    Stream.of(new WrittenItem(update.tableName(), update.key()));
            case DeleteItemRequest delete ->
                    Stream.of(new WrittenItem(delete.tableName(), delete.key()));
            case BatchWriteItemRequest batch ->
                    batch.requestItems().entrySet().stream()
                            .flatMap(
                                    table ->
                                            table.getValue().stream()
                                                    .map(
                                                            it ->
                                                                    new WrittenItem(
                                                                            table.getKey(),
                                                                            it.deleteRequest()
                                                                                    .key())));
            case TransactWriteItemsRequest transaction ->
                    transaction.transactItems().stream()
                            .flatMap(
                                    it ->
                                            Stream.of(
                                                            it.put() == null
                                                                    ? null
                                                                    : new WrittenItem(
                                                                            it.put().tableName(),
                                                                            it.put().item()),
                                                            it.update() == null
                                                                    ? null
                                                                    : new WrittenItem(
                                                                            it.update().tableName(),
                                                                            it.update().key()),
                                                            it.delete() == null
                                                                    ? null
                                                                    : new WrittenItem(
                                                                            it.delete().tableName(),
                                                                            it.delete().key()))
                                                    .filter(written -> written != null));
            default -> Stream.empty();
        };
    }
}
