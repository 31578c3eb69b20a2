package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Access to DynamoDB's global tables in each region: returns tables and transactions of the
 * function's own region, of the home region (the only one that writes accounts and entitlements),
 * or of any other. A region's client is created at its first use and then kept. Safe for concurrent
 * use.
 */
public final class RegionalDynamo {
    private final Region own;
    private final Region home;
    private final Function<Table, String> names;
    private final Function<Region, DynamoDbClient> connect;
    private final Map<Region, DynamoDbClient> clients = new EnumMap<>(Region.class);

    /**
     * Creates the access to global tables without connecting to any region.
     *
     * @param own the region in which the Lambda function runs
     * @param home the only region that writes accounts, e-mail addresses, purchases and
     *     entitlements, because DynamoDB checks the condition of a write in one region only
     * @param names of the tables, the same in all regions
     * @param connect creates the client of a region, such as {@link DynamoClients}
     */
    public RegionalDynamo(
            Region own,
            Region home,
            Function<Table, String> names,
            Function<Region, DynamoDbClient> connect) {
        this.own = own;
        this.home = home;
        this.names = names;
        this.connect = connect;
    }

    /** Returns the region in which this Lambda function runs. */
    public Region ownRegion() {
        return own;
    }

    /** Returns the home region, the only one that writes accounts and entitlements. */
    public Region homeRegion() {
        return home;
    }

    /** Returns whether this Lambda function runs in the home region, which writes accounts. */
    public boolean isHome() {
        return own == home;
    }

    /** Returns a DynamoDB table in the region in which this Lambda function runs. */
    public DynamoTable own(Table table) {
        return in(own, table);
    }

    /** Returns a table in the home region, the only one that writes accounts and entitlements. */
    public DynamoTable home(Table table) {
        return in(home, table);
    }

    /** Returns a DynamoDB table in the given region. */
    public DynamoTable in(Region region, Table table) {
        return new DynamoTable(client(region), table, names.apply(table));
    }

    /** Begins a DynamoDB transaction, without any writes yet, in the given region. */
    public Transaction transaction(Region region) {
        return new Transaction(client(region));
    }

    /** Begins a DynamoDB transaction, without any writes yet, in the home region. */
    public Transaction homeTransaction() {
        return transaction(home);
    }

    /**
     * Reads items of several tables with one request (at most 100 keys, a DynamoDB quota).
     *
     * @param consistent whether to read with strong consistency
     * @return the items of each table, without tables of which DynamoDB has left keys unprocessed
     */
    public Map<Table, List<Map<String, AttributeValue>>> read(
            Region region, boolean consistent, Map<Table, List<Map<String, AttributeValue>>> keys) {
        Map<String, KeysAndAttributes> wanted = new HashMap<>();
        keys.forEach(
                (table, of) ->
                        wanted.put(
                                names.apply(table),
                                KeysAndAttributes.builder()
                                        .keys(of)
                                        .consistentRead(consistent)
                                        .build()));
        BatchGetItemResponse answer =
                client(region).batchGetItem(request -> request.requestItems(wanted));
        Map<Table, List<Map<String, AttributeValue>>> items = new EnumMap<>(Table.class);
        for (Table table : keys.keySet()) {
            String name = names.apply(table);
            if (!answer.unprocessedKeys().containsKey(name)) {
                items.put(table, answer.responses().getOrDefault(name, List.of()));
            }
        }
        return items;
    }

    private synchronized DynamoDbClient client(Region region) {
        return clients.computeIfAbsent(region, connect);
    }
}
