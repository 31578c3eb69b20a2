package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.Region;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;

/**
 * One table in one region. Clients write at the same time as each other, but never while a write
 * from another region is applied: so whatever appears in the stream meanwhile is that write, and
 * readers see no mark on it. It remembers the time of the last write of each item there ever was.
 */
final class Replica {
    private final Dynamo dynamo;
    private final Region region;
    private final String table;
    private final LongSupplier stamps;
    private final TableStream stream;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Map<JsonNode, Long> written = new HashMap<>();

    /** What was applied and is not read from the stream yet. */
    private final Set<JsonNode> applied = new HashSet<>();

    /**
     * @param stamps the time, ns; each time another
     */
    Replica(Dynamo dynamo, Region region, String table, LongSupplier stamps) {
        this.dynamo = dynamo;
        this.region = region;
        this.table = table;
        this.stamps = stamps;
        this.stream = new TableStream(dynamo, region, table);
    }

    /** To be held while a client writes and what it has written is collected. */
    Lock writing() {
        return lock.readLock();
    }

    /** What clients have written since the last time. */
    synchronized List<Change> collect() {
        List<Change> changes = new ArrayList<>();
        for (JsonNode record : stream.read()) {
            JsonNode key = record.path("Keys");
            if (!applied.contains(key)) {
                long now = stamps.getAsLong();
                written.put(key, now);
                changes.add(new Change(table, key, record.get("NewImage"), now));
            }
        }
        applied.clear();
        return changes;
    }

    /**
     * Applies what was written in another region, if nothing newer was written here.
     *
     * @return what clients have written meanwhile: those who waited in vain for the answer
     */
    List<Change> apply(List<Change> changes) {
        lock.writeLock().lock();
        try {
            return applyAlone(changes);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private synchronized List<Change> applyAlone(List<Change> changes) {
        for (Change change : changes) {
            if (change.atNs() > written.getOrDefault(change.key(), Long.MIN_VALUE)) {
                applied.add(change.key());
                apply(change);
                written.put(change.key(), change.atNs());
            }
        }
        return applied.isEmpty() ? List.of() : collect();
    }

    private void apply(Change change) {
        ObjectNode request = Json.object().put("TableName", table);
        if (change.image() == null) {
            dynamo.call(region, "DeleteItem", request.set("Key", change.key()));
        } else {
            dynamo.call(region, "PutItem", request.set("Item", change.image()));
        }
    }
}
