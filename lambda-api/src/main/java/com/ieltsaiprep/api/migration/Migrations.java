package com.ieltsaiprep.api.migration;

import com.ieltsaiprep.api.operations.DynamoAppConfigs;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runner of schema migrations: runs them in order, each after the previous one is finished. If
 * several processes run them at once, the one that acquires a migration's lease does its work.
 */
public final class Migrations {
    /** The lease of a process, longer than any step takes; another one waits for its end. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private final List<Migration> migrations;
    private final DynamoMigrationRecords records;
    private final InstantSource clock;

    /** State of a migration. */
    enum State {
        /** Not begun. */
        PENDING,
        /** A process holds its lease. */
        RUNNING,
        /** Begun, not finished, and without a valid lease. */
        INTERRUPTED,
        /** Finished. */
        DONE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Status of a schema migration.
     *
     * @param number of the migration, from 1
     * @param name short description
     * @param state {@code pending}, {@code running}, {@code interrupted} or {@code done}
     */
    public record Status(int number, String name, String state) {
        /** Returns whether the schema migration is finished. */
        public boolean isDone() {
            return state.equals(State.DONE.id());
        }
    }

    /** Creates a runner of all schema migrations of the product, over the given DynamoDB tables. */
    public static Migrations all(RegionalDynamo dynamo, InstantSource clock) {
        return new Migrations(
                List.of(new FirstConfig(new DynamoAppConfigs(dynamo))), dynamo, clock);
    }

    /**
     * Creates a runner of given migrations.
     *
     * @throws IllegalArgumentException if their numbers are not 1, 2, 3 …
     */
    Migrations(List<Migration> migrations, RegionalDynamo dynamo, InstantSource clock) {
        this.migrations = List.copyOf(migrations);
        this.records = new DynamoMigrationRecords(dynamo);
        this.clock = clock;
        for (int i = 0; i < migrations.size(); i++) {
            if (migrations.get(i).number() != i + 1) {
                throw new IllegalArgumentException("migration " + (i + 1) + " is missing");
            }
        }
    }

    /** Reads the states of all migrations, in the order of their numbers; changes nothing. */
    public List<Status> status() {
        return migrations.stream()
                .map(it -> new Status(it.number(), it.name(), state(it.number()).id()))
                .toList();
    }

    private State state(int number) {
        Optional<MigrationRecord> found = records.find(number);
        if (found.isEmpty()) {
            return State.PENDING;
        }
        if (found.get().finishedAt().isPresent()) {
            return State.DONE;
        }
        return found.get().lockedUntil().isAfter(clock.instant())
                ? State.RUNNING
                : State.INTERRUPTED;
    }

    /**
     * Runs migrations in order until all are finished, another process holds the lease of the next
     * migration, or the time {@code until} has come.
     *
     * @param owner unique name of this run, under which it holds leases
     * @param until no step of a migration begins after this time
     * @return the states of all migrations afterwards
     */
    public List<Status> run(String owner, Instant until) {
        List<Status> after = new ArrayList<>();
        boolean proceed = true;
        for (Migration migration : migrations) {
            proceed = proceed && finish(migration, owner, until);
            State state = proceed ? State.DONE : state(migration.number());
            after.add(new Status(migration.number(), migration.name(), state.id()));
        }
        return after;
    }

    private boolean finish(Migration migration, String owner, Instant until) {
        int number = migration.number();
        if (state(number) == State.DONE) {
            return true;
        }
        Instant now = clock.instant();
        if (!records.acquire(migration, owner, now, now.plus(LEASE))) {
            return state(number) == State.DONE;
        }
        String progress = records.find(number).map(MigrationRecord::progress).orElse("");
        while (clock.instant().isBefore(until)) {
            Optional<String> next = migration.advance(progress);
            if (next.isEmpty()) {
                return records.finish(number, owner, clock.instant());
            }
            progress = next.get();
            if (!records.advance(number, owner, progress, clock.instant().plus(LEASE))) {
                return false;
            }
        }
        records.release(number, owner, clock.instant());
        return false;
    }
}
