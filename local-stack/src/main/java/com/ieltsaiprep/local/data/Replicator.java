package com.ieltsaiprep.local.data;

import com.ieltsaiprep.local.wire.Region;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private final Map<Region, List<Link>> links = new EnumMap<>(Region.class);
    private final Pace pace;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Replicates tables that all regions have, from now on.
     *
     * @param clock monotonic, ns
     */
    Replicator(Dynamo dynamo, Collection<String> tables, LongSupplier clock) {
        this.clock = clock;
        this.pace = new Pace(clock);
        for (String table : tables) {
            Map<Region, Replica> everywhere = new EnumMap<>(Region.class);
            for (Region region : Region.values()) {
                everywhere.put(region, new Replica(dynamo, region, table, this::stamp));
            }
            replicas.put(table, everywhere);
        }
        for (Region from : Region.values()) {
            List<Link> away = new ArrayList<>();
            for (Region to : Region.values()) {
                if (to != from) {
                    away.add(new Link(from, to, this, pace));
                }
            }
            links.put(from, away);
            away.forEach(threads::execute);
        }
    }

    /** Later than all before. */
    private long stamp() {
        return lastStamp.updateAndGet(last -> Math.max(last + 1, clock.getAsLong()));
    }

    /**
     * Lets a client write, and sends on what it has written.
     *
     * @param tables that may be written
     * @param write what the client does
     */
    <T> T write(Region region, Set<String> tables, Supplier<T> write) {
        // In the same order for all, or two clients and two links might wait for each other.
        List<Replica> written =
                tables.stream()
                        .filter(replicas::containsKey)
                        .sorted()
                        .map(table -> replica(region, table))
                        .toList();
        List<Change> changes = new ArrayList<>();
        written.forEach(replica -> replica.writing().lock());
        try {
            T answer = write.get();
            written.forEach(replica -> changes.addAll(replica.collect()));
            return answer;
        } finally {
            written.reversed().forEach(replica -> replica.writing().unlock());
            send(region, changes);
        }
    }

    /** Applies in one region what was written in another. */
    void apply(Region region, String table, List<Change> changes) {
        send(region, replica(region, table).apply(changes));
    }

    private Replica replica(Region region, String table) {
        return Objects.requireNonNull(Objects.requireNonNull(replicas.get(table)).get(region));
    }

    private void send(Region from, List<Change> changes) {
        for (Link link : Objects.requireNonNull(links.get(from))) {
            changes.forEach(link::send);
        }
    }

    /** How it replicates. */
    Replication replication() {
        return pace.replication();
    }

    /** Changes how it replicates, also for what is under way. */
    void change(Replication replication) {
        pace.change(replication);
    }

    /** How many writes have not reached all regions; a write counts once for each it has not. */
    int underWay() {
        return links.values().stream().flatMap(List::stream).mapToInt(Link::underWay).sum();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
