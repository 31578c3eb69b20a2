package com.ieltsaiprep.api.migration;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How far each migration is, as items {@code migration#<n>} in the table of users at home. */
public final class DynamoMigrationRecords implements MigrationRecords {
    private static final String KEY = Table.USERS.hashKey();
    private static final String PROGRESS = "progress";
    private static final String LOCKED_UNTIL = "locked_until";
    private static final String FINISHED_AT = "finished_at";
    private static final String MINE = "locked_by = :owner AND attribute_not_exists(finished_at)";

    private final RegionalDynamo dynamo;
    private final String table;

    /** In these databases. */
    public DynamoMigrationRecords(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.table = dynamo.table(Table.USERS);
    }

    @Override
    public Optional<MigrationRecord> find(int number) {
        Map<String, AttributeValue> item =
                dynamo.home()
                        .getItem(get -> get.tableName(table).key(key(number)).consistentRead(true))
                        .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(record(item));
    }

    private static MigrationRecord record(Map<String, AttributeValue> item) {
        return new MigrationRecord(
                Attributes.maybeText(item, PROGRESS).orElse(""),
                Attributes.millis(item, LOCKED_UNTIL),
                item.containsKey(FINISHED_AT)
                        ? Optional.of(Attributes.millis(item, FINISHED_AT))
                        : Optional.empty());
    }

    @Override
    public boolean lock(Migration migration, String owner, Instant now, Instant until) {
        return update(
                migration.number(),
                "SET locked_by = :owner, locked_until = :until, description = :name",
                "attribute_not_exists(finished_at) AND (attribute_not_exists(locked_until)"
                        + " OR locked_until <= :now OR locked_by = :owner)",
                Map.of(
                        ":owner", Attributes.text(owner),
                        ":until", Attributes.millis(until),
                        ":now", Attributes.millis(now),
                        ":name", Attributes.text(migration.name())));
    }

    @Override
    public boolean advance(int number, String owner, String progress, Instant until) {
        return update(
                number,
                "SET progress = :progress, locked_until = :until",
                MINE,
                Map.of(
                        ":owner", Attributes.text(owner),
                        ":progress", Attributes.text(progress),
                        ":until", Attributes.millis(until)));
    }

    @Override
    public void release(int number, String owner, Instant now) {
        update(
                number,
                "SET locked_until = :now",
                MINE,
                Map.of(":owner", Attributes.text(owner), ":now", Attributes.millis(now)));
    }

    @Override
    public boolean finish(int number, String owner, Instant now) {
        return update(
                number,
                "SET finished_at = :now, locked_until = :now REMOVE progress",
                MINE,
                Map.of(":owner", Attributes.text(owner), ":now", Attributes.millis(now)));
    }

    private boolean update(
            int number, String change, String condition, Map<String, AttributeValue> values) {
        try {
            dynamo.home()
                    .updateItem(
                            update ->
                                    update.tableName(table)
                                            .key(key(number))
                                            .updateExpression(change)
                                            .conditionExpression(condition)
                                            .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private static Map<String, AttributeValue> key(int number) {
        return Map.of(KEY, Attributes.text("migration#" + number));
    }
}
