package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The tables in each region. A region's client is made when it is first asked for, and then kept.
 */
public final class RegionalDynamo {
    private final Regions regions;
    private final Function<Table, String> names;
    private final Function<Region, DynamoDbClient> connect;
    private final Map<Region, DynamoDbClient> clients = new EnumMap<>(Region.class);

    /**
     * With nothing connected yet.
     *
     * @param names of the tables, the same in all regions
     * @param connect makes the client of a region, such as {@link DynamoClients}
     */
    public RegionalDynamo(
            Regions regions,
            Function<Table, String> names,
            Function<Region, DynamoDbClient> connect) {
        this.regions = regions;
        this.names = names;
        this.connect = connect;
    }

    /** Of this function's region. */
    public DynamoDbClient own() {
        return in(regions.own());
    }

    /** Of the region that decides. */
    public DynamoDbClient home() {
        return in(regions.home());
    }

    /** Of any region. */
    public synchronized DynamoDbClient in(Region region) {
        return clients.computeIfAbsent(region, connect);
    }

    /** The name of a table. */
    public String table(Table table) {
        return names.apply(table);
    }

    /** Which regions these are. */
    public Regions regions() {
        return regions;
    }
}
