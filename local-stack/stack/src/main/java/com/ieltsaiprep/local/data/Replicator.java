package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Replicator: makes the tables of three regions global tables, version 2019.11.21. Thread-safe.
 *
 * <p>A client's write in one region appears in the others after a lag, and of concurrent writes of
 * an item the last one wins. A request that changes nothing in its own region, such as the deletion
 * of an item that has not arrived there, is not replicated.
 */
final class Replicator implements AutoCloseable {
    private final LongSupplier clock;
    private final AtomicLong lastTimestamp = new AtomicLong();
    private final Map<String, Map<Region, Replica>> replicas = new HashMap<>();
    private final Map<Region, RegionFeed> feeds = new EnumMap<>(Region.class);
    private final ReplicationLag lag;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts to replicate tables that exist in all regions.
     *
     * @param clock monotonic, ns
     */
    Replicator(DynamoLocalClient dynamo, Collection<String> tables, LongSupplier clock) {
        this.clock = clock;
        this.lag = new ReplicationLag(clock);
        for (String table : tables) {
            Map<Region, Replica> everywhere = new EnumMap<>(Region.class);
            for (Region region : Region.values()) {
                everywhere.put(region, new Replica(dynamo, region, table, this::timestamp));
            }
            replicas.put(table, everywhere);
        }
        for (Region region : Region.values()) {
            RegionFeed feed = new RegionFeed(region, this, lag);
            feeds.put(region, feed);
            feed.start(threads);
        }
    }

    /** Returns a time later than all before. */
    private long timestamp() {
        return lastTimestamp.updateAndGet(last -> Math.max(last + 1, clock.getAsLong()));
    }

    /**
     * Runs a client's write and queues its replication. Blocks until the write is answered.
     *
     * @param items items that may be written, by table; all clients lock the tables in this order,
     *     which prevents a deadlock
     */
    DynamoLocalClient.Response write(
            Region region,
            SortedMap<String, List<ItemMutation>> items,
            Supplier<DynamoLocalClient.Response> write) {
        Map<Replica, List<ItemMutation>> byReplica = new LinkedHashMap<>();
        items.forEach((table, ofTable) -> byReplica.put(replica(region, table), ofTable));
        byReplica.keySet().forEach(replica -> replica.writeLock().lock());
        try {
            DynamoLocalClient.Response response = write.get();
            if (response.status() == 200) {
                byReplica.forEach(
                        (replica, ofTable) ->
                                feed(region).onWrite(replica, replica.recordWrite(ofTable)));
            }
            return response;
        } finally {
            byReplica.keySet().forEach(replica -> replica.writeLock().unlock());
        }
    }

    /** Applies in one region what was written in another. */
    void apply(Region region, String table, List<ItemChange> changes) {
        replica(region, table).apply(changes, feed(region)::enqueue);
    }

    private Replica replica(Region region, String table) {
        return Objects.requireNonNull(Objects.requireNonNull(replicas.get(table)).get(region));
    }

    private RegionFeed feed(Region region) {
        return Objects.requireNonNull(feeds.get(region));
    }

    /** Returns the current settings. */
    ReplicationSettings settings() {
        return lag.settings();
    }

    /** Changes the settings, also for pending writes. */
    void changeSettings(ReplicationSettings settings) {
        lag.change(settings);
    }

    /** Returns the number of pending writes, counted once per region that they have not reached. */
    int pendingWrites() {
        int uncollected =
                replicas.values().stream()
                        .flatMap(table -> table.values().stream())
                        .mapToInt(Replica::uncollected)
                        .sum();
        return uncollected * (Region.values().length - 1)
                + feeds.values().stream().mapToInt(RegionFeed::pendingWrites).sum();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
