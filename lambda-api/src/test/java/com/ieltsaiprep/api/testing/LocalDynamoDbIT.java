package com.ieltsaiprep.api.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class LocalDynamoDbIT {
    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    @RegisterExtension private final LocalDynamoDb other = new LocalDynamoDb();

    private FaultInjectingDynamo faulty;

    @BeforeEach
    void wrapClient() {
        faulty = new FaultInjectingDynamo(dynamo.client(Region.VIRGINIA));
    }

    @Test
    void createsTablesWithIndexesAndTimeToLiveInEachRegion() {
        for (Region region : Region.values()) {
            DynamoDbClient client = dynamo.client(region);

            assertThat(client.listTables().tableNames())
                    .containsExactlyInAnyOrderElementsOf(names());
            String sessions = dynamo.name(Table.SESSIONS);
            assertThat(client.describeTable(r -> r.tableName(sessions)).table())
                    .satisfies(table -> assertThat(table.globalSecondaryIndexes()).hasSize(1));
            assertThat(client.describeTimeToLive(r -> r.tableName(sessions)))
                    .satisfies(
                            expiry ->
                                    assertThat(expiry.timeToLiveDescription().attributeName())
                                            .isEqualTo(Table.EXPIRES_AT));
        }
    }

    @Test
    void isolatesAccountsAndRegions() {
        put(dynamo.client(Region.VIRGINIA));

        assertThat(users(dynamo.client(Region.VIRGINIA))).isOne();
        assertThat(users(dynamo.client(Region.IRELAND))).isZero();
        assertThat(users(other.client(Region.VIRGINIA))).isZero();
    }

    @Test
    void checksConditions() {
        put(dynamo.client(Region.VIRGINIA));

        assertThatThrownBy(() -> put(dynamo.client(Region.VIRGINIA)))
                .isInstanceOf(ConditionalCheckFailedException.class);
    }

    @Test
    void throttlesChosenCallOnly() {
        faulty.throttle("PutItem", 1);

        assertThatThrownBy(() -> put(faulty.client()))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThat(users(faulty.client())).isZero();
        put(faulty.client());
        assertThat(users(faulty.client())).isOne();
    }

    @Test
    void losesResponseOfCompletedCall() {
        faulty.loseResponse("PutItem", 1);

        assertThatThrownBy(() -> put(faulty.client())).isInstanceOf(SdkClientException.class);
        assertThat(users(faulty.client())).isOne();
    }

    @Test
    void doesNotSendCallFailedUnsent() {
        faulty.failUnsent("Scan", 2);

        assertThat(users(faulty.client())).isZero();
        assertThatThrownBy(() -> users(faulty.client())).isInstanceOf(SdkClientException.class);
        assertThat(users(faulty.client())).isZero();
    }

    @Test
    void interleavesActionBeforeChosenCall() {
        faulty.interleave("PutItem", 1, () -> put(faulty.client()));

        assertThatThrownBy(() -> put(faulty.client()))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(users(faulty.client())).isOne();
    }

    @Test
    void recordsCallsUntilReset() {
        put(faulty.client());
        users(faulty.client());
        assertThat(faulty.operations()).containsExactly("PutItem", "Scan");

        faulty.reset();
        assertThat(faulty.calls()).isEmpty();
    }

    private List<String> names() {
        return Stream.of(Table.values()).map(dynamo::name).toList();
    }

    private void put(DynamoDbClient client) {
        client.putItem(
                r ->
                        r.tableName(dynamo.name(Table.USERS))
                                .item(Map.of("user_id", AttributeValue.fromS("u")))
                                .conditionExpression("attribute_not_exists(user_id)"));
    }

    private int users(DynamoDbClient client) {
        return client.scan(r -> r.tableName(dynamo.name(Table.USERS))).count();
    }
}
