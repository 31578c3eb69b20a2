package com.ieltsaiprep.api.migration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs migrations one after the other; none begins before the one before it is done. Any number of
 * processes may run them at a time: one does the work, the others see that it is taken.
 */
public final class Migrations {
    /** Longer than any piece takes; whoever has died is waited for so long. */
    static final Duration LOCK = Duration.ofMinutes(2);

    private final List<Migration> migrations;
    private final MigrationRecords records;
    private final InstantSource clock;

    /** Where a migration is. */
    public enum State {
        /** Nobody has begun it. */
        PENDING,
        /** Somebody has it. */
        RUNNING,
        /** Somebody had it, and it is not done. */
        INTERRUPTED,
        /** It is done. */
        DONE;

        /** Its name in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A migration and where it is. */
    public record Status(int number, String name, State state) {}

    /**
     * Of these migrations.
     *
     * @throws IllegalArgumentException if their numbers are not 1, 2, 3 …
     */
    public Migrations(List<Migration> migrations, MigrationRecords records, InstantSource clock) {
        this.migrations = List.copyOf(migrations);
        this.records = records;
        this.clock = clock;
        for (int i = 0; i < migrations.size(); i++) {
            if (migrations.get(i).number() != i + 1) {
                throw new IllegalArgumentException("migration " + (i + 1) + " is missing");
            }
        }
    }

    /** Where each of them is. */
    public List<Status> status() {
        return migrations.stream()
                .map(it -> new Status(it.number(), it.name(), state(it.number())))
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
     * Runs what is not done, until all is, another process has the next, or the time is over.
     *
     * @param owner names this run; no other may have the same name
     * @param until no piece begins after it
     * @return where each of them is then
     */
    public List<Status> run(String owner, Instant until) {
        List<Status> after = new ArrayList<>();
        boolean goOn = true;
        for (Migration migration : migrations) {
            goOn = goOn && isDone(migration, owner, until);
            State state = goOn ? State.DONE : state(migration.number());
            after.add(new Status(migration.number(), migration.name(), state));
        }
        return after;
    }

    private boolean isDone(Migration migration, String owner, Instant until) {
        int number = migration.number();
        if (state(number) == State.DONE) {
            return true;
        }
        Instant now = clock.instant();
        if (!records.lock(migration, owner, now, now.plus(LOCK))) {
            return state(number) == State.DONE;
        }
        String progress = records.find(number).map(MigrationRecord::progress).orElse("");
        while (clock.instant().isBefore(until)) {
            Optional<String> next = migration.advance(progress);
            if (next.isEmpty()) {
                return records.finish(number, owner, clock.instant());
            }
            progress = next.get();
            if (!records.advance(number, owner, progress, clock.instant().plus(LOCK))) {
                return false;
            }
        }
        records.release(number, owner, clock.instant());
        return false;
    }
}
