package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.api.testing.FaultInjectingDynamo;
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

    /** Creates the tables of a function in a region with a fault-injecting client. */
    public static RegionalDynamo in(Region own, LocalDynamoDb dynamo, FaultInjectingDynamo faulty) {
        return in(own, dynamo, region -> region == own ? faulty.client() : dynamo.client(region));
    }

    /** Creates the tables of a function in a region with other clients. */
    public static RegionalDynamo in(
            Region own, LocalDynamoDb dynamo, Function<Region, DynamoDbClient> clients) {
        return new RegionalDynamo(
                own,
                Region.VIRGINIA,
                dynamo::name,
                region -> new FaultMappingDynamo(clients.apply(region)));
    }
}
