package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.ops.HealthEndpoint.Dependency;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Asks DynamoDB in a region for one small item. */
public final class DynamoProbe implements Dependency {
    /** From Singapore to the home region a first request takes three round trips, or 700 ms. */
    static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final Supplier<DynamoDbClient> client;
    private final String table;

    /** By this client. */
    public DynamoProbe(Supplier<DynamoDbClient> client, Databases databases) {
        this.client = client;
        this.table = databases.table(Table.USERS);
    }

    @Override
    public boolean answers() {
        client.get()
                .getItem(
                        get ->
                                get.tableName(table)
                                        .key(
                                                Map.of(
                                                        Table.USERS.hashKey(),
                                                        Attributes.text(DynamoAppConfigs.KEY)))
                                        .projectionExpression(Table.USERS.hashKey())
                                        .overrideConfiguration(
                                                override -> override.apiCallTimeout(PATIENCE)));
        return true;
    }
}
