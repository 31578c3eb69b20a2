package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.JsonValues;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One table in one region. Clients write at the same time as each other, but never while the stream
 * is read or a write from another region is applied: so each record in the stream is of a write
 * whose time is known, and those that are applied have no mark that readers could see. It remembers
 * the time of the last write of each item there ever was.
 */
final class Replica {
    private final DynamoLocalClient dynamo;
    private final Region region;
    private final String table;
    private final LongSupplier stamps;
    private final TableStream stream;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Map<JsonNode, Long> written = new HashMap<>();

    /** When clients wrote what is not collected yet; some of it may have changed nothing. */
    private final Map<JsonNode, Long> waiting = new ConcurrentHashMap<>();

    /**
     * @param stamps the time, ns; each time another
     */
    Replica(DynamoLocalClient dynamo, Region region, String table, LongSupplier stamps) {
        this.dynamo = dynamo;
        this.region = region;
        this.table = table;
        this.stamps = stamps;
        this.stream = new TableStream(dynamo, region, table);
    }

    /** To be held while a client writes, and until that is {@linkplain #note noted}. */
    Lock writing() {
        return lock.readLock();
    }

    /**
     * A client has written items.
     *
     * @return when, ns
     */
    long note(List<JsonNode> keys) {
        long now = stamps.getAsLong();
        keys.forEach(key -> waiting.merge(key, now, Math::max));
        return now;
    }

    /** How many items clients have written that are not collected. */
    int waiting() {
        return waiting.size();
    }

    /**
     * Collects what clients have written since the last time: of each item the last.
     *
     * @param out is given it before it counts as collected
     */
    void collect(Consumer<List<ItemChange>> out) {
        lock.writeLock().lock();
        try {
            collectAlone(out);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void collectAlone(Consumer<List<ItemChange>> out) {
        if (!waiting.isEmpty()) {
            out.accept(read(Set.of()));
            waiting.clear();
        }
    }

    /**
     * Applies what was written in another region, if nothing newer was written here.
     *
     * @param out is given what clients have written before
     */
    void apply(List<ItemChange> changes, Consumer<List<ItemChange>> out) {
        lock.writeLock().lock();
        try {
            collectAlone(out);
            Set<JsonNode> applied = new HashSet<>();
            for (ItemChange change : changes) {
                if (change.atNs() > written.getOrDefault(change.key(), Long.MIN_VALUE)) {
                    applied.add(change.key());
                    apply(change);
                    written.put(change.key(), change.atNs());
                }
            }
            if (!applied.isEmpty()) {
                out.accept(read(applied));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** What the stream has, but of applied items; a write that nobody noted was made now. */
    private List<ItemChange> read(Set<JsonNode> applied) {
        Map<JsonNode, ItemChange> changes = new LinkedHashMap<>();
        for (JsonNode record : stream.read()) {
            JsonNode key = record.path("Keys");
            if (!applied.contains(key)) {
                long at = Optional.ofNullable(waiting.get(key)).orElseGet(stamps::getAsLong);
                changes.put(key, new ItemChange(table, key, record.get("NewImage"), at));
                written.put(key, at);
            }
        }
        return List.copyOf(changes.values());
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
