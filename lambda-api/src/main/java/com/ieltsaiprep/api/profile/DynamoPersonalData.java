package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Personal data of an account in one table, all of it under the account's id. */
final class DynamoPersonalData {
    /** Sections of the export of purchases, by the beginnings of range keys. */
    private static final Map<String, String> LEDGER =
            Map.of(
                    "entitlement#", "entitlements",
                    "attempt#", "attempts",
                    "grant#", "grants",
                    "purchase#", "purchases",
                    "audit#", "support_actions");

    /** The entries that account for money, and for what operators did; they name no person. */
    private static final List<String> KEPT = List.of("purchase#", "audit#");

    private final RegionalDynamo dynamo;
    private final Table table;
    private final String rangeKey;
    private final List<Region> regions;
    private final Map<String, String> sections;

    private DynamoPersonalData(
            RegionalDynamo dynamo,
            Table table,
            List<Region> regions,
            Map<String, String> sections) {
        this.dynamo = dynamo;
        this.table = table;
        this.rangeKey = Objects.requireNonNull(table.rangeKey());
        this.regions = regions;
        this.sections = sections;
    }

    /**
     * Returns all tables with personal data: assessments, written in any region, and purchases,
     * written in the home region, of which some entries outlive the account.
     */
    static List<DynamoPersonalData> all(RegionalDynamo dynamo) {
        return List.of(
                new DynamoPersonalData(
                        dynamo,
                        Table.ASSESSMENTS,
                        List.of(Region.values()),
                        Map.of("", "assessments")),
                new DynamoPersonalData(
                        dynamo, Table.PURCHASES, List.of(dynamo.homeRegion()), LEDGER));
    }

    /**
     * Exports the items of an account as JSON values, by section. The function's own region
     * replaces one that is unavailable, of which it has all but the last seconds.
     */
    Map<String, List<Map<String, Object>>> export(String userId) {
        NavigableMap<String, Map<String, Object>> items = new TreeMap<>();
        for (Region region : regions) {
            try {
                dynamo.in(region, table)
                        .query(userId, "")
                        .forEach(
                                item ->
                                        items.putIfAbsent(
                                                Attributes.text(item, rangeKey),
                                                ExportedItems.of(item)));
            } catch (DatabaseUnavailableException e) {
                if (regions.size() == 1 || region == dynamo.ownRegion()) {
                    throw e;
                }
            }
        }
        Map<String, List<Map<String, Object>>> all = new TreeMap<>();
        sections.forEach(
                (prefix, section) ->
                        all.put(
                                section,
                                List.copyOf(items.subMap(prefix, prefix + "\uffff").values())));
        return all;
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
        return KEPT.stream().anyMatch(range::startsWith);
    }

    private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of(
                table.hashKey(),
                Attributes.of(item, table.hashKey()),
                rangeKey,
                Attributes.of(item, rangeKey));
    }
}
