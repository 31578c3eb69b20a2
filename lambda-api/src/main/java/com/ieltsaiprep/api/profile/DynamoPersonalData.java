package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Personal data of an account in one table, all of it under the account's id. */
final class DynamoPersonalData {
    /** The entries that account for money, and for what operators did; they name no person. */
    private static final List<String> LEDGER = List.of("purchase#", "audit#");

    /** The attributes that are not personal data of the account holder. */
    private static final Set<String> NOT_EXPORTED = Set.of("operator", "key_hash");

    private final RegionalDynamo dynamo;
    private final Table table;
    private final String rangeKey;
    private final List<Region> regions;
    private final List<String> keptPrefixes;

    private DynamoPersonalData(
            RegionalDynamo dynamo, Table table, List<Region> regions, List<String> keptPrefixes) {
        this.dynamo = dynamo;
        this.table = table;
        this.rangeKey = Objects.requireNonNull(table.rangeKey());
        this.regions = regions;
        this.keptPrefixes = keptPrefixes;
    }

    /**
     * Returns all tables with personal data: assessments, written in any region, and purchases,
     * written in the home region, of which the ledger outlives the account.
     */
    static List<DynamoPersonalData> all(RegionalDynamo dynamo) {
        return List.of(
                new DynamoPersonalData(
                        dynamo, Table.ASSESSMENTS, List.of(Region.values()), List.of()),
                new DynamoPersonalData(
                        dynamo, Table.PURCHASES, List.of(dynamo.homeRegion()), LEDGER));
    }

    String name() {
        return table.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Exports the items of an account as JSON values. The function's own region replaces one that
     * is unavailable, of which it has all but the last seconds.
     */
    List<Map<String, Object>> export(String userId) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (Region region : regions) {
            try {
                dynamo.in(region, table)
                        .query(userId, "")
                        .forEach(
                                item ->
                                        all.putIfAbsent(
                                                Attributes.text(item, rangeKey), exported(item)));
            } catch (DatabaseUnavailableException e) {
                if (regions.size() == 1 || region == dynamo.ownRegion()) {
                    throw e;
                }
            }
        }
        return List.copyOf(all.values());
    }

    private static Map<String, Object> exported(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> exported = new HashMap<>(item);
        exported.keySet().removeAll(NOT_EXPORTED);
        return ExportedItems.of(exported);
    }

    /**
     * Deletes the items of an account; may be repeated after a failure.
     *
     * @throws DatabaseUnavailableException if a region is unavailable, whose last writes would stay
     */
    void erase(String userId) {
        for (Region region : regions) {
            DynamoTable items = dynamo.in(region, table);
            items.deleteAll(
                    items.query(userId, "").stream()
                            .filter(item -> !isKept(Attributes.text(item, rangeKey)))
                            .map(this::key)
                            .toList());
        }
    }

    private boolean isKept(String range) {
        return keptPrefixes.stream().anyMatch(range::startsWith);
    }

    private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of(
                table.hashKey(),
                Attributes.of(item, table.hashKey()),
                rangeKey,
                Attributes.of(item, rangeKey));
    }
}
