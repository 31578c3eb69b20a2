package com.ieltsaiprep.api.platform.ratelimit;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.table.Table;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Counter store: counts and markers that all functions of a region share, in its table of sessions.
 * Fails open: while DynamoDB is unavailable there are no counts and no markers.
 */
final class DynamoCounters {
    private final RegionalDynamo dynamo;

    DynamoCounters(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    private DynamoTable sessions() {
        return dynamo.own(Table.SESSIONS);
    }

    /**
     * Adds one to a count that is below a limit.
     *
     * @param expiresAt when DynamoDB may delete the count
     * @return whether one was added; empty if DynamoDB is unavailable
     */
    Optional<Boolean> increment(String key, int limit, Instant expiresAt) {
        try {
            ItemWrite increment =
                    ItemWrite.update(sessions().key(key), "ADD hits :one SET expires_at = :end")
                            .onlyIf("attribute_not_exists(hits) OR hits < :limit")
                            .with(":one", Attributes.number(1))
                            .with(":limit", Attributes.number(limit))
                            .with(":end", Attributes.seconds(expiresAt));
            return Optional.of(sessions().write(increment));
        } catch (DatabaseUnavailableException _) {
            return Optional.empty();
        }
    }

    /** Takes one from a count that is above 0; does nothing while DynamoDB is unavailable. */
    void decrement(String key) {
        try {
            sessions()
                    .write(
                            ItemWrite.update(sessions().key(key), "ADD hits :less")
                                    .onlyIf("hits > :zero")
                                    .with(":less", Attributes.number(-1))
                                    .with(":zero", Attributes.number(0)));
        } catch (DatabaseUnavailableException _) {
            // The count stays as it is until its window ends.
        }
    }

    /** Sets a marker; does nothing while DynamoDB is unavailable. */
    void mark(String key, Instant expiresAt) {
        try {
            sessions()
                    .write(
                            ItemWrite.put(
                                    Map.of(
                                            Table.SESSIONS.hashKey(),
                                            Attributes.text(key),
                                            Table.EXPIRES_AT,
                                            Attributes.seconds(expiresAt))));
        } catch (DatabaseUnavailableException _) {
            // It is set at the next sign-in.
        }
    }

    /**
     * Returns whether there is a marker that has not expired; false while DynamoDB is unavailable.
     */
    boolean isMarked(String key, Instant now) {
        try {
            return sessions()
                    .getEventually(sessions().key(key))
                    .filter(item -> Attributes.seconds(item, Table.EXPIRES_AT).isAfter(now))
                    .isPresent();
        } catch (DatabaseUnavailableException _) {
            return false;
        }
    }
}
