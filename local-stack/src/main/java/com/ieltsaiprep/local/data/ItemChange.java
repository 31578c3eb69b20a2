package com.ieltsaiprep.local.data;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

/**
 * A client has written an item.
 *
 * @param image the whole item; null if it is deleted
 * @param atNs when, monotonic; no two changes have the same time
 */
record ItemChange(String table, JsonNode key, @Nullable JsonNode image, long atNs) {
    @Override
    public String toString() {
        return "Change[" + table + ", " + atNs + "]";
    }
}
