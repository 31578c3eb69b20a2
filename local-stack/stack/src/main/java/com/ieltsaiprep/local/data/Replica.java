package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.JsonValues;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Replica of a table in one region: orders client writes and replicated writes, so that the last
 * write wins.
 *
 * <p>Clients write concurrently, but never while the stream is read or a replicated write is
 * applied. So the time of every record in the stream is known, and replicated items need no marker
 * that readers could see. It keeps the time of the last write of each item, for ever.
 */
final class Replica {
    private final DynamoLocalClient dynamo;
    private final Region region;
    private final String table;
    private final LongSupplier timestamps;
    private final TableStream stream;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Map<JsonNode, Long> lastWriteNs = new HashMap<>();

    /** Times of client writes that are not collected yet, by key. */
    private final Map<JsonNode, WriteTimes> uncollected = new ConcurrentHashMap<>();

    /**
     * @param timestamps unique write times, ns
     */
    Replica(DynamoLocalClient dynamo, Region region, String table, LongSupplier timestamps) {
        this.dynamo = dynamo;
        this.region = region;
        this.table = table;
        this.timestamps = timestamps;
        this.stream = new TableStream(dynamo, region, table);
    }

    /**
     * Returns the lock to hold while a client writes, and until that is {@linkplain #recordWrite
     * recorded}.
     */
    Lock writeLock() {
        return lock.readLock();
    }

    /**
     * Records that a client has written items.
     *
     * @return the time of the write, ns
     */
    long recordWrite(List<ItemMutation> items) {
        long now = timestamps.getAsLong();
        items.forEach(
                item ->
                        uncollected
                                .computeIfAbsent(item.key(), _ -> new WriteTimes())
                                .add(now, item.isDeletion()));
        return now;
    }

    /** Returns the number of items that clients have written since the last collection. */
    int uncollected() {
        return uncollected.size();
    }

    /**
     * Collects the last change of each item that clients have written since the last call.
     *
     * @param out receives the changes before they count as collected
     */
    void collect(Consumer<List<ItemChange>> out) {
        lock.writeLock().lock();
        try {
            collectLocked(out);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void collectLocked(Consumer<List<ItemChange>> out) {
        if (!uncollected.isEmpty()) {
            out.accept(read(Set.of()));
            uncollected.clear();
        }
    }

    /**
     * Applies changes of another region, unless a newer write was made here.
     *
     * @param out receives what clients have written before
     */
    void apply(List<ItemChange> changes, Consumer<List<ItemChange>> out) {
        lock.writeLock().lock();
        try {
            collectLocked(out);
            Set<JsonNode> applied = new HashSet<>();
            for (ItemChange change : changes) {
                if (change.atNs() > lastWriteNs.getOrDefault(change.key(), Long.MIN_VALUE)) {
                    applied.add(change.key());
                    apply(change);
                    lastWriteNs.put(change.key(), change.atNs());
                }
            }
            if (!applied.isEmpty()) {
                out.accept(read(applied));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Reads the stream without applied items; a write without a recorded time counts as made now.
     */
    private List<ItemChange> read(Set<JsonNode> applied) {
        Map<JsonNode, List<JsonNode>> records = new LinkedHashMap<>();
        for (JsonNode record : stream.read()) {
            records.computeIfAbsent(record.path("Keys"), _ -> new ArrayList<>()).add(record);
        }
        records.keySet().removeAll(applied);
        List<ItemChange> changes = new ArrayList<>();
        records.forEach(
                (key, all) -> {
                    WriteTimes times = uncollected.get(key);
                    long at = times == null ? timestamps.getAsLong() : times.ofLast(all);
                    changes.add(new ItemChange(table, key, all.getLast().get("NewImage"), at));
                    lastWriteNs.put(key, at);
                });
        return changes;
    }

    private void apply(ItemChange change) {
        ObjectNode request = JsonValues.object().put("TableName", table);
        if (change.image() == null) {
            dynamo.call(region, "DeleteItem", request.set("Key", change.key()));
        } else {
            dynamo.call(region, "PutItem", request.set("Item", change.image()));
        }
    }
}
