package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.Batches;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.Documents;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a table holds of a person, all under their id. */
public final class DynamoPersonalData implements PersonalDataStore {
    /** What accounts for money, and for what operators did. It names nobody. */
    private static final List<String> LEDGER = List.of("purchase#", "audit#");

    /** Which operator it was, and the hash of what a program made up, are not the person's. */
    private static final Set<String> NOT_THEIRS = Set.of("operator", "key_hash");

    private final RegionalDynamo dynamo;
    private final Table table;
    private final String rangeKey;
    private final List<Region> regions;
    private final List<String> kept;

    private DynamoPersonalData(
            RegionalDynamo dynamo, Table table, List<Region> regions, List<String> kept) {
        this.dynamo = dynamo;
        this.table = table;
        this.rangeKey = Objects.requireNonNull(table.rangeKey());
        this.regions = List.copyOf(regions);
        this.kept = List.copyOf(kept);
    }

    /** All there is. */
    public static List<PersonalDataStore> all(RegionalDynamo dynamo) {
        return List.of(assessments(dynamo), purchases(dynamo));
    }

    /** Written assessments, each written in the region where it was made. */
    private static DynamoPersonalData assessments(RegionalDynamo dynamo) {
        return new DynamoPersonalData(
                dynamo, Table.ASSESSMENTS, List.of(Region.values()), List.of());
    }

    /** Attempts and purchases, written at home; the ledger of purchases outlives the account. */
    private static DynamoPersonalData purchases(RegionalDynamo dynamo) {
        return new DynamoPersonalData(
                dynamo, Table.PURCHASES, List.of(dynamo.regions().home()), LEDGER);
    }

    @Override
    public String name() {
        return table.name().toLowerCase(Locale.ROOT);
    }

    /** A region that is away has told the own one what it holds, but for the last seconds. */
    @Override
    public List<Map<String, Object>> export(String userId) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (Region region : regions) {
            try {
                items(dynamo.in(region), userId)
                        .forEach(
                                item ->
                                        all.putIfAbsent(
                                                Attributes.text(item, rangeKey), theirs(item)));
            } catch (DatabaseUnavailableException e) {
                if (regions.size() == 1 || region == dynamo.regions().own()) {
                    throw e;
                }
            }
        }
        return List.copyOf(all.values());
    }

    private static Map<String, Object> theirs(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> theirs = new HashMap<>(item);
        theirs.keySet().removeAll(NOT_THEIRS);
        return Documents.of(theirs);
    }

    /** Fails if a region is away: what was written there and not told yet would stay. */
    @Override
    public void erase(String userId) {
        for (Region region : regions) {
            DynamoDbClient client = dynamo.in(region);
            List<Map<String, AttributeValue>> keys =
                    items(client, userId).stream()
                            .filter(item -> !isKept(Attributes.text(item, rangeKey)))
                            .map(this::key)
                            .toList();
            Batches.delete(client, dynamo.table(table), keys);
        }
    }

    private boolean isKept(String range) {
        return kept.stream().anyMatch(range::startsWith);
    }

    private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of(
                table.hashKey(),
                Attributes.of(item, table.hashKey()),
                rangeKey,
                Attributes.of(item, rangeKey));
    }

    private Collection<Map<String, AttributeValue>> items(DynamoDbClient client, String userId) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        client.queryPaginator(
                        query ->
                                query.tableName(dynamo.table(table))
                                        .consistentRead(true)
                                        .keyConditionExpression("user_id = :user")
                                        .expressionAttributeValues(
                                                Map.of(":user", Attributes.text(userId))))
                .items()
                .forEach(items::add);
        return items;
    }
}
