package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Makes the tables of three regions one global table each, version 2019.11.21: what a client writes
 * in one region appears in the others later, and of several writes of an item the last one wins.
 * What changes nothing where it is written, such as the deletion of an item that has not arrived
 * there, is no write. Safe for many threads.
 */
final class Replicator implements AutoCloseable {
    private final LongSupplier clock;
    private final AtomicLong lastStamp = new AtomicLong();
    private final Map<String, Map<Region, Replica>> replicas = new HashMap<>();
    private final Map<Region, RegionFeed> feeds = new EnumMap<>(Region.class);
    private final ReplicationLag lag;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Replicates tables that all regions have, from now on.
     *
     * @param clock monotonic, ns
     */
    Replicator(DynamoLocalClient dynamo, Collection<String> tables, LongSupplier clock) {
        this.clock = clock;
        this.lag = new ReplicationLag(clock);
        for (String table : tables) {
            Map<Region, Replica> everywhere = new EnumMap<>(Region.class);
            for (Region region : Region.values()) {
                everywhere.put(region, new Replica(dynamo, region, table, this::stamp));
            }
            replicas.put(table, everywhere);
        }
        for (Region region : Region.values()) {
            RegionFeed feed = new RegionFeed(region, this, lag);
            feeds.put(region, feed);
            feed.open(threads);
        }
    }

    /** Later than all before. */
    private long stamp() {
        return lastStamp.updateAndGet(last -> Math.max(last + 1, clock.getAsLong()));
    }

    /**
     * Lets a client write, and sends on what it has written when that is due. Waits for the answer.
     *
     * @param keys of the items that may be written, by tables in an order that is the same for all
     *     clients, or two might wait for each other
     */
    DynamoLocalClient.Answer write(
            Region region,
            SortedMap<String, List<JsonNode>> keys,
            Supplier<DynamoLocalClient.Answer> write) {
        Map<Replica, List<JsonNode>> items = new LinkedHashMap<>();
        keys.forEach((table, some) -> items.put(replica(region, table), some));
        items.keySet().forEach(replica -> replica.writing().lock());
        try {
            DynamoLocalClient.Answer answer = write.get();
            if (answer.status() == 200) {
                items.forEach((replica, some) -> feed(region).written(replica, replica.note(some)));
            }
            return answer;
        } finally {
            items.keySet().forEach(replica -> replica.writing().unlock());
        }
    }

    /** Applies in one region what was written in another. */
    void apply(Region region, String table, List<ItemChange> changes) {
        replica(region, table).apply(changes, feed(region)::send);
    }

    private Replica replica(Region region, String table) {
        return Objects.requireNonNull(Objects.requireNonNull(replicas.get(table)).get(region));
    }

    private RegionFeed feed(Region region) {
        return Objects.requireNonNull(feeds.get(region));
    }

    /** How it replicates. */
    ReplicationSettings replication() {
        return lag.replication();
    }

    /** Changes how it replicates, also for what is under way. */
    void change(ReplicationSettings replication) {
        lag.change(replication);
    }

    /** How many writes have not reached all regions; a write counts once for each it has not. */
    int underWay() {
        int waiting =
                replicas.values().stream()
                        .flatMap(table -> table.values().stream())
                        .mapToInt(Replica::waiting)
                        .sum();
        return waiting * (Region.values().length - 1)
                + feeds.values().stream().mapToInt(RegionFeed::underWay).sum();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
