package com.ieltsaiprep.api.entitlement;

import java.util.Map;

/**
 * Entry of the ledger as operators see it.
 *
 * @param id such as {@code attempt#…}
 */
public record LedgerEntry(String id, Map<String, String> fields) {
    /** Copies the fields. */
    public LedgerEntry {
        fields = Map.copyOf(fields);
    }
}
