package com.ieltsaiprep.api.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Regions;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class DynamoHealthCheckTest {
    /** To us-east-1 and back. */
    private static final Duration FROM_SINGAPORE = Duration.ofMillis(240);

    private final List<GetItemRequest> requests = new ArrayList<>();
    private final DynamoDbClient client =
            new DynamoDbClient() {
                @Override
                public GetItemResponse getItem(GetItemRequest request) {
                    requests.add(request);
                    return GetItemResponse.builder().build();
                }

                @Override
                public String serviceName() {
                    return "none";
                }

                @Override
                public void close() {
                    // There is nothing to close.
                }
            };

    @Test
    void waitsForThreeRoundTripsFromTheFarthestRegionAndNotMuchLonger() {
        RegionalDynamo dynamo =
                new RegionalDynamo(
                        new Regions(Region.SINGAPORE, Region.VIRGINIA), _ -> "users", _ -> client);

        assertThat(new DynamoHealthCheck(dynamo::home, dynamo).answers()).isTrue();

        assertThat(requests.getFirst().overrideConfiguration())
                .hasValueSatisfying(
                        override ->
                                assertThat(override.apiCallTimeout())
                                        .hasValueSatisfying(
                                                patience ->
                                                        assertThat(patience)
                                                                .isBetween(
                                                                        FROM_SINGAPORE.multipliedBy(
                                                                                3),
                                                                        Duration.ofSeconds(2))));
    }
}
