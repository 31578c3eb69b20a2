package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.api.testing.FaultInjectingDynamo;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.function.Function;

/** Tables of DynamoDB Local as the features see them; Virginia is the home region. */
public final class TestDynamo {
    private TestDynamo() {}

    /** Creates it for a function of a region. */
    public static RegionalDynamo in(Region own, LocalDynamoDb dynamo) {
        return in(own, dynamo, dynamo::client);
    }

    /** Creates it for a function of a region, whose own client fails as a test orders. */
    public static RegionalDynamo in(Region own, LocalDynamoDb dynamo, FaultInjectingDynamo faulty) {
        return in(own, dynamo, region -> region == own ? faulty.client() : dynamo.client(region));
    }

    /** Creates it for a function of a region, with clients of the test's own. */
    public static RegionalDynamo in(
            Region own, LocalDynamoDb dynamo, Function<Region, DynamoDbClient> clients) {
        return new RegionalDynamo(
                own,
                Region.VIRGINIA,
                dynamo::name,
                region -> new FaultMappingDynamo(clients.apply(region)));
    }
}
