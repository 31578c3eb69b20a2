package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/**
 * Times of a client's writes of one item, oldest first, some of which may have changed nothing and
 * have no record in the stream. Thread-safe.
 */
final class WriteTimes {
    private record Write(long atNs, boolean isDeletion) {}

    private final List<Write> writes = new ArrayList<>();

    /** Adds a write. */
    synchronized WriteTimes add(long atNs, boolean isDeletion) {
        writes.add(new Write(atNs, isDeletion));
        return this;
    }

    /**
     * Returns the time of the write that made the last of the stream's records, ns.
     *
     * <p>A deletion of an absent item must not make an earlier deletion younger, which could then
     * win over another region's write between the two. So each record is assigned to the first
     * write of its kind after that of the record before it. Concurrent writes may have been added
     * in another order than they were executed; a record without a write of its kind gets the time
     * of the last one.
     *
     * @param records of the item, oldest first, not empty
     */
    synchronized long ofLast(List<JsonNode> records) {
        int next = 0;
        for (JsonNode record : records) {
            boolean isDeletion = !record.has("NewImage");
            while (next < writes.size() && writes.get(next).isDeletion() != isDeletion) {
                next++;
            }
            next++;
        }
        return writes.get(Math.min(next, writes.size()) - 1).atNs();
    }
}
