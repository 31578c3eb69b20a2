package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.operations.HealthEndpoint.Dependency;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Asks DynamoDB in a region for one small item. */
public final class DynamoHealthCheck implements Dependency {
    /** From Singapore to the home region a first request takes three round trips, or 700 ms. */
    static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final Supplier<DynamoDbClient> client;
    private final String table;

    /** By this client. */
    public DynamoHealthCheck(Supplier<DynamoDbClient> client, RegionalDynamo dynamo) {
        this.client = client;
        this.table = dynamo.table(Table.USERS);
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
