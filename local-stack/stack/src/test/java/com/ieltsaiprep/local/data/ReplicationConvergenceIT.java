package com.ieltsaiprep.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Replication converges: after any writes in any regions, all regions hold the same items. */
final class ReplicationConvergenceIT {
    @RegisterExtension static final GlobalTablesExtension TABLES = new GlobalTablesExtension();

    /** Six seeds, or twenty with {@code -Dregions=all}. */
    static final List<Integer> SEEDS =
            IntStream.rangeClosed(1, "all".equals(System.getProperty("regions")) ? 20 : 6)
                    .boxed()
                    .toList();

    private static final String ASSESSMENTS = Table.ASSESSMENTS.name("test");
    private static final List<Region> REGIONS = List.of(Region.values());
    private static final int ITEMS = 3;

    @ParameterizedTest
    @FieldSource("SEEDS")
    void afterSequentialWritesAllRegionsHaveTheLastOfEachItem(int seed) throws Exception {
        Random random = new Random(seed);
        lag(random.nextInt(60));
        Map<Integer, Map<String, AttributeValue>> expected = new HashMap<>();
        for (int i = 0; i < 25; i++) {
            int item = random.nextInt(ITEMS);
            write(random, "one-by-one-" + seed, item, i)
                    .ifPresent(written -> expected.put(item, written));
        }
        TABLES.awaitReplication();
        for (Region region : REGIONS) {
            for (int item = 0; item < ITEMS; item++) {
                assertThat(read(region, "one-by-one-" + seed, item))
                        .as("seed %d, %s, item %d", seed, region, item)
                        .isEqualTo(expected.getOrDefault(item, Map.of()));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SEEDS")
    void afterConcurrentWritesAllRegionsHaveTheSame(int seed) throws Exception {
        lag(seed);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> writers =
                    IntStream.range(0, 4)
                            .mapToObj(writer -> threads.submit(() -> write(seed, writer)))
                            .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        TABLES.awaitReplication();
        for (int item = 0; item < ITEMS; item++) {
            Map<String, AttributeValue> expected = read(Region.VIRGINIA, "together-" + seed, item);
            for (Region region : REGIONS) {
                assertThat(read(region, "together-" + seed, item))
                        .as("seed %d, %s, item %d", seed, region, item)
                        .isEqualTo(expected);
            }
        }
    }

    private static void write(int seed, int writer) {
        Random random = new Random(seed * 10L + writer);
        for (int i = 0; i < 10; i++) {
            write(random, "together-" + seed, random.nextInt(ITEMS), writer * 100 + i);
        }
    }

    /**
     * Writes or deletes an item in a random region.
     *
     * @return the item as all reads should return it from now on; empty if nothing changed, because
     *     the deleted item had not arrived there
     */
    private static Optional<Map<String, AttributeValue>> write(
            Random random, String user, int item, int value) {
        Region region = REGIONS.get(random.nextInt(REGIONS.size()));
        Map<String, AttributeValue> key = key(user, item);
        if (random.nextInt(4) == 0) {
            DeleteItemResponse response =
                    TABLES.in(region)
                            .deleteItem(
                                    r ->
                                            r.tableName(ASSESSMENTS)
                                                    .key(key)
                                                    .returnValues(ReturnValue.ALL_OLD));
            return response.attributes().isEmpty() ? Optional.empty() : Optional.of(Map.of());
        }
        Map<String, AttributeValue> whole = new HashMap<>(key);
        whole.put("value", AttributeValue.fromN(String.valueOf(value)));
        whole.put("tags", AttributeValue.fromSs(List.of("b", "a", "v" + value)));
        TABLES.in(region).putItem(r -> r.tableName(ASSESSMENTS).item(whole));
        return Optional.of(read(region, user, item));
    }

    private static Map<String, AttributeValue> read(Region region, String user, int item) {
        return TABLES.in(region)
                .getItem(r -> r.tableName(ASSESSMENTS).key(key(user, item)).consistentRead(true))
                .item();
    }

    private static Map<String, AttributeValue> key(String user, int item) {
        return Map.of(
                "user_id",
                AttributeValue.fromS(user),
                "assessment_id",
                AttributeValue.fromS(String.valueOf(item)));
    }

    private static void lag(int ms) throws Exception {
        TABLES.control("PUT", "/replication", "{\"lagMs\":%d,\"stopped\":[]}".formatted(ms));
    }
}
