package com.ieltsaiprep.infra.data;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.Names;
import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.dynamodb.inputs.TableAttributeArgs;
import com.pulumi.aws.dynamodb.inputs.TableGlobalSecondaryIndexArgs;
import com.pulumi.aws.dynamodb.inputs.TablePointInTimeRecoveryArgs;
import com.pulumi.aws.dynamodb.inputs.TableReplicaArgs;
import com.pulumi.aws.dynamodb.inputs.TableTtlArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Global tables of the product: each in us-east-1 with replicas in the other regions (version
 * 2019.11.21). Encrypted with keys that DynamoDB owns.
 */
public final class ReplicatedTables extends ComponentResource {
    private final Map<ProductTable, Table> tables = new EnumMap<>(ProductTable.class);

    /**
     * Registers the tables.
     *
     * @param isProtected whether neither Pulumi nor AWS may delete them
     */
    public ReplicatedTables(Names names, boolean isProtected, ComponentResourceOptions options) {
        super("ielts:data:ReplicatedTables", "tables", options);
        CustomResourceOptions child =
                CustomResourceOptions.builder().parent(this).protect(isProtected).build();
        for (ProductTable table : ProductTable.values()) {
            tables.put(
                    table,
                    new Table(
                            table.slug(),
                            definition(names.table(table.slug()), table, isProtected),
                            child));
        }
        registerOutputs(Map.of());
    }

    /** Returns names and ARNs of the tables. */
    public TableOutputs outputs() {
        Map<ProductTable, Output<String>> names = new EnumMap<>(ProductTable.class);
        Map<ProductTable, Output<String>> arns = new EnumMap<>(ProductTable.class);
        tables.forEach(
                (table, resource) -> {
                    names.put(table, resource.name());
                    arns.put(table, resource.arn());
                });
        return new TableOutputs(names, arns);
    }

    /** Returns the tables, for what must not begin before they exist. */
    public List<Resource> ready() {
        return List.copyOf(tables.values());
    }

    private static TableArgs definition(String name, ProductTable table, boolean isProtected) {
        TableArgs.Builder args =
                TableArgs.builder()
                        .name(name)
                        // With provisioned capacity each replica would need auto scaling.
                        .billingMode("PAY_PER_REQUEST")
                        .hashKey(table.hashKey())
                        .attributes(attributes(table))
                        // Replication reads the stream, with both images.
                        .streamEnabled(true)
                        .streamViewType("NEW_AND_OLD_IMAGES")
                        .ttl(
                                TableTtlArgs.builder()
                                        .attributeName(ProductTable.EXPIRES_AT)
                                        .enabled(true)
                                        .build())
                        .pointInTimeRecovery(
                                TablePointInTimeRecoveryArgs.builder().enabled(true).build())
                        .deletionProtectionEnabled(isProtected)
                        .replicas(replicas());
        String range = table.rangeKey();
        if (range != null) {
            args.rangeKey(range);
        }
        String indexed = table.indexedAttribute();
        if (indexed != null) {
            args.globalSecondaryIndexes(
                    TableGlobalSecondaryIndexArgs.builder()
                            .name(Objects.requireNonNull(table.index()))
                            .hashKey(indexed)
                            .projectionType("ALL")
                            .build());
        }
        return args.build();
    }

    /** Returns the attributes of keys and indexes; DynamoDB refuses any other. */
    private static List<TableAttributeArgs> attributes(ProductTable table) {
        Stream<@Nullable String> keys =
                Stream.of(table.hashKey(), table.rangeKey(), table.indexedAttribute());
        return keys.filter(Objects::nonNull)
                .map(
                        key ->
                                TableAttributeArgs.builder()
                                        .name(Objects.requireNonNull(key))
                                        .type("S")
                                        .build())
                .toList();
    }

    /**
     * Returns the replicas. Point-in-time recovery of a replica is set from its beginning: to turn
     * it on later recreated the replica in some versions of the provider.
     */
    private static List<TableReplicaArgs> replicas() {
        return Arrays.stream(AwsRegion.values())
                .filter(region -> region != AwsRegion.VIRGINIA)
                .map(
                        region ->
                                TableReplicaArgs.builder()
                                        .regionName(region.awsName())
                                        .pointInTimeRecovery(true)
                                        .propagateTags(true)
                                        .build())
                .toList();
    }
}
