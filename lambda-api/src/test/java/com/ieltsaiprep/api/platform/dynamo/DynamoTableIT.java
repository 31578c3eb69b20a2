package com.ieltsaiprep.api.platform.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.testing.FaultInjectingDynamo;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

class DynamoTableIT {
    @RegisterExtension private static final LocalDynamoDb DYNAMO = new LocalDynamoDb();

    private final FaultInjectingDynamo faults =
            new FaultInjectingDynamo(DYNAMO.client(Region.IRELAND));
    private final List<Region> connected = new ArrayList<>();
    private final RegionalDynamo dynamo =
            TestDynamo.in(
                    Region.IRELAND,
                    DYNAMO,
                    region -> {
                        connected.add(region);
                        return region == Region.IRELAND ? faults.client() : DYNAMO.client(region);
                    });
    private final DynamoTable users = dynamo.own(Table.USERS);

    /** Unique in each test: all share the tables. */
    private final String id = UUID.randomUUID().toString();

    private final Map<String, AttributeValue> key = users.key(id);

    private Map<String, AttributeValue> user(long version) {
        return Map.of(
                "user_id", Attributes.text(id),
                "version", Attributes.number(version),
                "name", Attributes.text("An"));
    }

    private ItemWrite putAfter(long version) {
        return ItemWrite.put(user(version + 1))
                .onlyIf("version = :version")
                .with(":version", Attributes.number(version));
    }

    private long version() {
        return users.get(key).map(item -> Attributes.number(item, "version")).orElse(0L);
    }

    private Map<String, AttributeValue> entry(String entryId) {
        return Map.of("user_id", Attributes.text(id), "entry_id", Attributes.text(entryId));
    }

    private DynamoTable purchases() {
        return dynamo.own(Table.PURCHASES);
    }

    private void putEntries(String... entryIds) {
        for (String entryId : entryIds) {
            purchases().write(ItemWrite.put(entry(entryId)));
        }
    }

    @Test
    void readsWithStrongConsistencyByDefault() {
        assertThat(users.get(key)).isEmpty();
        users.write(ItemWrite.put(user(1)));
        faults.reset();

        assertThat(users.get(key)).contains(user(1));
        assertThat(users.getEventually(key)).contains(user(1));
        purchases().query(id, "");
        purchases().queryEventually(id, "");

        assertThat(faults.calls())
                .extracting(
                        call -> call.request().getValueForField("ConsistentRead", Boolean.class))
                .extracting(Optional::orElseThrow)
                .containsExactly(true, false, true, false);
    }

    @Test
    void probesWithTimeout() {
        users.probe(key, Duration.ofMillis(700));

        assertThat(((GetItemRequest) faults.calls().getLast().request()).overrideConfiguration())
                .hasValueSatisfying(
                        it -> assertThat(it.apiCallTimeout()).contains(Duration.ofMillis(700)));

        faults.throttle("GetItem", 1);
        assertThatThrownBy(() -> users.probe(key, Duration.ofMillis(700)))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void putsItemConditionally() {
        ItemWrite create = ItemWrite.put(user(1)).onlyIf("attribute_not_exists(user_id)");
        assertThat(users.write(create)).isTrue();
        assertThat(users.write(create)).isFalse();

        assertThat(users.write(putAfter(7))).isFalse();
        assertThat(version()).isEqualTo(1);
        assertThat(users.write(putAfter(1))).isTrue();
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void updatesItemConditionally() {
        ItemWrite rename =
                ItemWrite.update(key, "SET #name = :new")
                        .onlyIf("#name = :old")
                        .named("#name", "name")
                        .with(":old", Attributes.text("An"))
                        .with(":new", Attributes.text("Binh"));
        assertThat(users.write(rename)).isFalse();
        assertThat(users.get(key)).isEmpty();
        assertThat(users.update(rename)).isEmpty();

        users.write(ItemWrite.put(user(1)));
        assertThat(users.update(rename))
                .hasValueSatisfying(
                        item ->
                                assertThat(item)
                                        .containsEntry("name", Attributes.text("Binh"))
                                        .containsEntry("version", Attributes.number(1)));
        assertThat(users.write(rename)).isFalse();
    }

    @Test
    void deletesItemConditionally() {
        ItemWrite delete =
                ItemWrite.delete(key)
                        .onlyIf("#name = :name")
                        .with(Map.of(":name", Attributes.text("An")))
                        .named("#name", "name");
        assertThat(users.write(delete)).isFalse();

        users.write(ItemWrite.put(user(1)));
        assertThat(users.write(delete)).isTrue();
        assertThat(users.get(key)).isEmpty();
        assertThat(users.write(ItemWrite.delete(key))).isTrue();
    }

    @Test
    void keepsWriteImmutable() {
        ItemWrite plain = ItemWrite.put(user(1));
        plain.onlyIf("version = :version").with(":version", Attributes.number(9)).named("#n", "n");

        assertThat(users.write(plain)).isTrue();
    }

    @Test
    void checksConditionInTransactionOnly() {
        assertThatIllegalStateException()
                .isThrownBy(() -> users.write(ItemWrite.check(key).onlyIf("version = 1")));
    }

    @Test
    void distinguishesUncertainFromRejectedWrites() {
        faults.loseResponse("PutItem", 1).throttle("PutItem", 2);

        assertThatThrownBy(() -> users.write(ItemWrite.put(user(1))))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(version()).isEqualTo(1);
        assertThatThrownBy(() -> users.write(ItemWrite.put(user(2))))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(version()).isEqualTo(1);
        assertThatThrownBy(() -> users.write(ItemWrite.update(key, "SET nonsense")))
                .isInstanceOf(DatabaseRejectedException.class)
                .hasMessage("DynamoDB refuses: ValidationException");
    }

    @Test
    void queriesByPartitionKeyAndSortKeyPrefix() {
        putEntries("grant#1", "grant#2", "attempt#1");

        assertThat(purchases().query(id, ""))
                .containsExactly(entry("attempt#1"), entry("grant#1"), entry("grant#2"));
        assertThat(purchases().query(id, "grant#"))
                .containsExactly(entry("grant#1"), entry("grant#2"));
        assertThat(purchases().queryEventually(id, "attempt#")).containsExactly(entry("attempt#1"));
        assertThat(purchases().query("unknown", "")).isEmpty();
    }

    @Test
    void queriesAllPages() {
        AttributeValue large = Attributes.text("x".repeat(390_000));
        for (int i = 0; i < 5; i++) {
            purchases()
                    .write(
                            ItemWrite.update(entry("entry#" + i), "SET content = :large")
                                    .with(":large", large));
        }
        faults.reset();

        assertThat(purchases().query(id, "entry#")).hasSize(5);
        assertThat(faults.operations()).containsExactly("Query", "Query");
    }

    @Test
    void queriesSecondaryIndex() {
        DynamoTable sessions = dynamo.own(Table.SESSIONS);
        sessions.write(
                ItemWrite.put(
                        Map.of(
                                "session_id", Attributes.text("s" + id),
                                "user_id", Attributes.text(id))));

        assertThat(sessions.queryIndex(id))
                .singleElement()
                .satisfies(
                        item ->
                                assertThat(item)
                                        .containsEntry("session_id", Attributes.text("s" + id)));
        assertThat(sessions.queryIndex("unknown")).isEmpty();
    }

    @Test
    void deletesInBatchesOfTwentyFive() {
        List<String> all = IntStream.range(0, 51).mapToObj(i -> "entry#" + i).toList();
        putEntries("entry#0", "entry#24", "entry#25", "entry#50", "other");
        faults.reset();

        purchases().deleteAll(all.stream().map(this::entry).toList());
        purchases().deleteAll(List.of());

        assertThat(faults.operations())
                .containsExactly("BatchWriteItem", "BatchWriteItem", "BatchWriteItem");
        assertThat(purchases().query(id, "")).containsExactly(entry("other"));
    }

    @Test
    void retriesUnprocessedItemsFourTimesAtMost() {
        UnprocessedBatches retrying = new UnprocessedBatches(3);
        retrying.users().deleteAll(List.of(key));
        assertThat(retrying.calls).isEqualTo(4);

        UnprocessedBatches never = new UnprocessedBatches(4);
        assertThatThrownBy(() -> never.users().deleteAll(List.of(key)))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(never.calls).isEqualTo(4);
    }

    /** Fake DynamoDB client under load: leaves all items of a batch unprocessed for some calls. */
    private static final class UnprocessedBatches implements DynamoDbClient {
        private final int times;
        private int calls;

        UnprocessedBatches(int times) {
            this.times = times;
        }

        DynamoTable users() {
            return TestDynamo.in(Region.IRELAND, DYNAMO, _ -> this).own(Table.USERS);
        }

        @Override
        public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
            calls++;
            return BatchWriteItemResponse.builder()
                    .unprocessedItems(calls > times ? Map.of() : request.requestItems())
                    .build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    @Test
    void writesTransactionAtomically() {
        assertThat(transaction(ItemWrite.put(user(1)), entry("a")).commit()).isTrue();
        assertThat(version()).isEqualTo(1);
        assertThat(transaction(putAfter(7), entry("b")).commit()).isFalse();
        assertThat(transaction(putAfter(1), entry("c")).commit()).isTrue();

        assertThat(version()).isEqualTo(2);
        assertThat(purchases().query(id, "")).containsExactly(entry("a"), entry("c"));
    }

    private Transaction transaction(ItemWrite write, Map<String, AttributeValue> entry) {
        return dynamo.transaction(Region.IRELAND)
                .add(users, write)
                .add(purchases(), ItemWrite.put(entry));
    }

    @Test
    void reportsFailedConditionsOfTransaction() {
        users.write(ItemWrite.put(user(1)));

        assertThat(
                        dynamo.transaction(Region.IRELAND)
                                .add(
                                        users,
                                        ItemWrite.check(key)
                                                .onlyIf("#name = :name")
                                                .named("#name", "name")
                                                .with(":name", Attributes.text("Binh")))
                                .add(
                                        purchases(),
                                        ItemWrite.put(entry("a")),
                                        ItemWrite.delete(entry("b")).onlyIf("attribute_exists(x)"))
                                .commitOrFailed())
                .containsExactlyInAnyOrder(0, 2);
        assertThat(
                        dynamo.transaction(Region.IRELAND)
                                .add(
                                        users,
                                        ItemWrite.check(key).onlyIf("attribute_exists(user_id)"))
                                .add(
                                        purchases(),
                                        ItemWrite.update(entry("a"), "ADD hits :one")
                                                .with(":one", Attributes.number(1)),
                                        ItemWrite.delete(entry("b")))
                                .commitOrFailed())
                .isEmpty();
        assertThat(purchases().query(id, "")).hasSize(1);
    }

    @Test
    void connectsToRegionLazilyAndOnce() {
        assertThat(connected).containsExactly(Region.IRELAND);

        dynamo.homeTransaction().add(dynamo.home(Table.USERS), ItemWrite.put(user(3))).commit();
        assertThat(dynamo.in(Region.VIRGINIA, Table.USERS).get(key)).contains(user(3));
        assertThat(users.get(key)).isEmpty();

        assertThat(connected).containsExactly(Region.IRELAND, Region.VIRGINIA);
        assertThat(dynamo.isHome()).isFalse();
        assertThat(dynamo.ownRegion()).isEqualTo(Region.IRELAND);
        assertThat(dynamo.homeRegion()).isEqualTo(Region.VIRGINIA);
        assertThat(TestDynamo.in(Region.VIRGINIA, DYNAMO).isHome()).isTrue();
    }

    @Test
    void readsItemsOfSeveralTablesInOneBatch() {
        users.write(ItemWrite.put(user(1)));
        putEntries("a", "b");
        faults.reset();

        assertThat(
                        dynamo.read(
                                Region.IRELAND,
                                true,
                                Map.of(
                                        Table.USERS,
                                        List.of(key),
                                        Table.PURCHASES,
                                        List.of(entry("a"), entry("x")))))
                .isEqualTo(
                        Map.of(
                                Table.USERS,
                                List.of(user(1)),
                                Table.PURCHASES,
                                List.of(entry("a"))));
        assertThat(faults.operations()).containsExactly("BatchGetItem");
        faults.leaveUnprocessed(DYNAMO.name(Table.USERS));
        assertThat(dynamo.read(Region.IRELAND, true, Map.of(Table.USERS, List.of(key)))).isEmpty();
        assertThat(dynamo.read(Region.VIRGINIA, false, Map.of(Table.USERS, List.of(key))))
                .isEqualTo(Map.of(Table.USERS, List.of()));
    }

    @Test
    void retriesOptimisticLockUntilLastAttempt() {
        users.write(ItemWrite.put(user(1)));
        faults.interleave("PutItem", 1, () -> users.write(putAfter(1)));
        assertThat(OptimisticLock.retry(2, this::increment)).contains(3L);

        faults.interleave("PutItem", 1, () -> users.write(putAfter(3)))
                .interleave("PutItem", 3, () -> users.write(putAfter(4)));
        assertThat(OptimisticLock.retry(2, this::increment)).isEmpty();
        assertThat(version()).isEqualTo(5);
    }

    private Optional<Long> increment() {
        long read = version();
        return users.write(putAfter(read)) ? Optional.of(read + 1) : Optional.empty();
    }
}
