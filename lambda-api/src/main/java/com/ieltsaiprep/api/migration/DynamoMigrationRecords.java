package com.ieltsaiprep.api.migration;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Store of migration records in the home region's table of users, under {@code migration#<n>}. The
 * process that runs a migration holds a lease on its record.
 */
final class DynamoMigrationRecords {
    private static final String PROGRESS = "progress";
    private static final String LOCKED_UNTIL = "locked_until";
    private static final String FINISHED_AT = "finished_at";
    private static final String HELD = "locked_by = :owner AND attribute_not_exists(finished_at)";

    private final RegionalDynamo dynamo;

    DynamoMigrationRecords(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    private DynamoTable users() {
        return dynamo.home(Table.USERS);
    }

    /** Reads the record of a migration; empty if it was never begun. */
    Optional<MigrationRecord> find(int number) {
        return users().get(key(number)).map(DynamoMigrationRecords::record);
    }

    private static MigrationRecord record(Map<String, AttributeValue> item) {
        return new MigrationRecord(
                Attributes.maybeText(item, PROGRESS).orElse(""),
                Attributes.millis(item, LOCKED_UNTIL),
                item.containsKey(FINISHED_AT)
                        ? Optional.of(Attributes.millis(item, FINISHED_AT))
                        : Optional.empty());
    }

    /** Acquires the lease; returns false if the migration is finished or another process has it. */
    boolean acquire(Migration migration, String owner, Instant now, Instant until) {
        return users().write(
                        ItemWrite.update(
                                        key(migration.number()),
                                        "SET locked_by = :owner, locked_until = :until,"
                                                + " description = :name")
                                .onlyIf(
                                        "attribute_not_exists(finished_at) AND"
                                                + " (attribute_not_exists(locked_until)"
                                                + " OR locked_until <= :now"
                                                + " OR locked_by = :owner)")
                                .with(":owner", Attributes.text(owner))
                                .with(":until", Attributes.millis(until))
                                .with(":now", Attributes.millis(now))
                                .with(":name", Attributes.text(migration.name())));
    }

    /** Records progress and renews the lease; returns false if the lease was lost. */
    boolean advance(int number, String owner, String progress, Instant until) {
        return update(
                number,
                "SET progress = :progress, locked_until = :until",
                Map.of(
                        ":owner", Attributes.text(owner),
                        ":progress", Attributes.text(progress),
                        ":until", Attributes.millis(until)));
    }

    /** Releases the lease, so that another process may continue at once. */
    void release(int number, String owner, Instant now) {
        update(
                number,
                "SET locked_until = :now",
                Map.of(":owner", Attributes.text(owner), ":now", Attributes.millis(now)));
    }

    /** Records the end of a migration; returns false if the lease was lost. */
    boolean finish(int number, String owner, Instant now) {
        return update(
                number,
                "SET finished_at = :now, locked_until = :now REMOVE progress",
                Map.of(":owner", Attributes.text(owner), ":now", Attributes.millis(now)));
    }

    private boolean update(int number, String expression, Map<String, AttributeValue> values) {
        return users().write(ItemWrite.update(key(number), expression).onlyIf(HELD).with(values));
    }

    private Map<String, AttributeValue> key(int number) {
        return users().key("migration#" + number);
    }
}
