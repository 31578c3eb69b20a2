package com.ieltsaiprep.local.data;

import static com.ieltsaiprep.common.Region.IRELAND;
import static com.ieltsaiprep.common.Region.SINGAPORE;
import static com.ieltsaiprep.common.Region.VIRGINIA;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.wire.Credentials;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

final class GlobalTablesIT {
    @RegisterExtension static final GlobalTablesExtension TABLES = new GlobalTablesExtension();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String USERS = Table.USERS.name("test");
    private static final String SESSIONS = Table.SESSIONS.name("test");

    private final String id = "user-" + NUMBER.incrementAndGet();

    @Test
    void aWriteReachesOtherRegionsAfterTheLagAndNoSooner() throws Exception {
        lag(400);
        long beganNs = System.nanoTime();
        put(IRELAND, "ann");
        assertThat(name(IRELAND)).isEqualTo("ann");
        assertThat(name(VIRGINIA)).isNull();
        while (name(VIRGINIA) == null || name(SINGAPORE) == null) {
            assertThat(System.nanoTime() - beganNs).isLessThan(20_000_000_000L);
        }
        assertThat((System.nanoTime() - beganNs) / 1_000_000).isGreaterThanOrEqualTo(400);
        assertThat(item(VIRGINIA)).isEqualTo(item(IRELAND)).containsOnlyKeys("user_id", "name");
    }

    @Test
    void theLastWriteWinsEverywhere() throws Exception {
        put(VIRGINIA, "one");
        put(IRELAND, "two");
        put(SINGAPORE, "three");
        put(IRELAND, "four");
        TABLES.awaitReplication();
        for (Region region : Region.values()) {
            assertThat(name(region)).isEqualTo("four");
        }
    }

    @Test
    void aDeletionWinsOverAnOlderWriteElsewhere() throws Exception {
        put(VIRGINIA, "one");
        TABLES.awaitReplication();
        put(IRELAND, "two");
        delete(SINGAPORE);
        TABLES.awaitReplication();
        for (Region region : Region.values()) {
            assertThat(item(region)).isEmpty();
        }
    }

    @Test
    void aDeletionOfAnAbsentItemDoesNotMakeTheOneBeforeItYounger() throws Exception {
        put(VIRGINIA, "one");
        TABLES.awaitReplication();
        TABLES.control(
                "PUT", "/replication", "{\"lagMs\":0,\"stopped\":[\"us-east-1\",\"eu-west-1\"]}");
        delete(VIRGINIA);
        put(IRELAND, "two");
        delete(VIRGINIA);
        lag(0);
        TABLES.awaitReplication();
        for (Region region : Region.values()) {
            assertThat(name(region)).as(region.awsName()).isEqualTo("two");
        }
    }

    @Test
    void conditionsHoldWithinARegionOnly() throws Exception {
        putNew(VIRGINIA, "one");
        putNew(IRELAND, "two");
        assertThatThrownBy(() -> putNew(IRELAND, "three"))
                .isInstanceOf(ConditionalCheckFailedException.class);
        TABLES.awaitReplication();
        assertThat(name(VIRGINIA)).isEqualTo("two");
    }

    @Test
    void transactionsAndUpdatesAreReplicatedToo() throws Exception {
        TABLES.in(IRELAND)
                .transactWriteItems(
                        r ->
                                r.transactItems(
                                        putting(USERS, key()),
                                        putting(
                                                SESSIONS,
                                                Map.of("session_id", AttributeValue.fromS(id)))));
        TABLES.in(IRELAND)
                .updateItem(
                        r ->
                                r.tableName(USERS)
                                        .key(key())
                                        .updateExpression("ADD visits :one")
                                        .expressionAttributeValues(
                                                Map.of(":one", AttributeValue.fromN("1"))));
        TABLES.awaitReplication();
        assertThat(item(SINGAPORE)).containsEntry("visits", AttributeValue.fromN("1"));
        assertThat(
                        TABLES.in(SINGAPORE)
                                .getItem(
                                        r ->
                                                r.tableName(SESSIONS)
                                                        .key(
                                                                Map.of(
                                                                        "session_id",
                                                                        AttributeValue.fromS(id))))
                                .hasItem())
                .isTrue();
    }

    @Test
    void nothingOfAFailedTransactionIsReplicated() throws Exception {
        put(IRELAND, "one");
        TransactWriteItem again =
                TransactWriteItem.builder()
                        .put(
                                p ->
                                        p.tableName(USERS)
                                                .item(key())
                                                .conditionExpression(
                                                        "attribute_not_exists(user_id)"))
                        .build();
        assertThatThrownBy(() -> TABLES.in(IRELAND).transactWriteItems(r -> r.transactItems(again)))
                .isInstanceOf(TransactionCanceledException.class);
        TABLES.awaitReplication();
        assertThat(name(SINGAPORE)).isEqualTo("one");
    }

    @Test
    void aStoppedRegionNeitherSendsNorReceivesUntilItGoesOn() throws Exception {
        TABLES.control("PUT", "/replication", "{\"lagMs\":0,\"stopped\":[\"eu-west-1\"]}");
        put(VIRGINIA, "one");
        while (name(SINGAPORE) == null) {
            Thread.onSpinWait();
        }
        assertThat(name(IRELAND)).isNull();
        put(IRELAND, "two");
        assertThat(name(VIRGINIA)).isEqualTo("one");
        TABLES.awaitReplicationOfAllBut(3);
        lag(0);
        TABLES.awaitReplication();
        assertThat(name(VIRGINIA)).isEqualTo("two");
        assertThat(name(SINGAPORE)).isEqualTo("two");
        assertThat(name(IRELAND)).isEqualTo("two");
    }

    @Test
    void theSessionsOfAUserAreFoundByTheIndex() {
        TABLES.in(VIRGINIA)
                .putItem(
                        r ->
                                r.tableName(SESSIONS)
                                        .item(
                                                Map.of(
                                                        "session_id",
                                                        AttributeValue.fromS("family#" + id),
                                                        "user_id",
                                                        AttributeValue.fromS(id))));
        assertThat(
                        TABLES.in(VIRGINIA)
                                .query(
                                        r ->
                                                r.tableName(SESSIONS)
                                                        .indexName("user_id-index")
                                                        .keyConditionExpression("user_id = :id")
                                                        .expressionAttributeValues(
                                                                Map.of(
                                                                        ":id",
                                                                        AttributeValue.fromS(id))))
                                .items())
                .hasSize(1);
    }

    @Test
    void aWrongSecretIsRejected() {
        Credentials wrong = new Credentials(Credentials.local().accessKeyId(), "wrong");
        try (var client = TABLES.client(VIRGINIA, wrong)) {
            assertThatThrownBy(() -> client.getItem(r -> r.tableName(USERS).key(key())))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("signature");
        }
    }

    @Test
    void faultsHappenInTheirRegionAsOftenAsInjected() throws Exception {
        TABLES.control(
                "POST",
                "/faults",
                """
                {"region":"eu-west-1","operation":"GetItem","times":2,"refusal":{"status":400,
                "type":"ProvisionedThroughputExceededException","message":"too much"}}
                """);
        put(IRELAND, "one");
        assertThat(name(VIRGINIA)).isNull();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> name(IRELAND))
                    .isInstanceOf(ProvisionedThroughputExceededException.class);
        }
        assertThat(name(IRELAND)).isEqualTo("one");
    }

    private static void lag(long ms) throws Exception {
        TABLES.control("PUT", "/replication", "{\"lagMs\":%d,\"stopped\":[]}".formatted(ms));
    }

    private Map<String, AttributeValue> key() {
        return Map.of("user_id", AttributeValue.fromS(id));
    }

    private static TransactWriteItem putting(String table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder().put(p -> p.tableName(table).item(item)).build();
    }

    private void put(Region region, String name) {
        TABLES.in(region).putItem(r -> r.tableName(USERS).item(named(name)));
    }

    private void delete(Region region) {
        TABLES.in(region).deleteItem(r -> r.tableName(USERS).key(key()));
    }

    private void putNew(Region region, String name) {
        TABLES.in(region)
                .putItem(
                        r ->
                                r.tableName(USERS)
                                        .item(named(name))
                                        .conditionExpression("attribute_not_exists(user_id)"));
    }

    private Map<String, AttributeValue> named(String name) {
        return Map.of("user_id", AttributeValue.fromS(id), "name", AttributeValue.fromS(name));
    }

    private Map<String, AttributeValue> item(Region region) {
        return TABLES.in(region).getItem(r -> r.tableName(USERS).key(key())).item();
    }

    private @Nullable String name(Region region) {
        AttributeValue name = item(region).get("name");
        return name == null ? null : name.s();
    }
}
