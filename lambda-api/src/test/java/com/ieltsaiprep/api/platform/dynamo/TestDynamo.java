package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.function.Function;

/** Factory of regional tables in DynamoDB Local; Virginia is the home region. */
public final class TestDynamo {
    private TestDynamo() {}

    /** Creates the tables of a function in a region. */
    public static RegionalDynamo in(Region own, LocalDynamoDb dynamo) {
        return in(own, dynamo, dynamo::client);
    }

    /**
     * Creates it for a function of a region, with clients of the test's own.
     *
     * @param clients clients such as those of {@link
     *     com.ieltsaiprep.api.testing.FaultInjectingDynamo#client}
     */
    public static RegionalDynamo in(
            Region own, LocalDynamoDb dynamo, Function<Region, DynamoDbClient> clients) {
        return new RegionalDynamo(
                own,
                Region.VIRGINIA,
                dynamo::name,
                region -> new FaultMappingDynamo(clients.apply(region)));
    }
}
