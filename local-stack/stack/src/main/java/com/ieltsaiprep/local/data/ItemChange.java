package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

/**
 * Change of one item by a client.
 *
 * @param image the whole new item; null if it was deleted
 * @param atNs monotonic time of the write, unique among all changes
 */
record ItemChange(String table, JsonNode key, @Nullable JsonNode image, long atNs) {
    @Override
    public String toString() {
        return "ItemChange[" + table + ", " + atNs + "]";
    }
}
