package com.ieltsaiprep.api.migration;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps them in memory, as DynamoDB would. */
final class FakeMigrationRecords implements MigrationRecords {
    private final Map<Integer, MigrationRecord> records = new HashMap<>();
    private final Map<Integer, String> owners = new HashMap<>();

    @Override
    public Optional<MigrationRecord> find(int number) {
        return Optional.ofNullable(records.get(number));
    }

    @Override
    public boolean lock(Migration migration, String owner, Instant now, Instant until) {
        int number = migration.number();
        Optional<MigrationRecord> found = find(number);
        boolean free =
                found.isEmpty()
                        || (found.get().finishedAt().isEmpty()
                                && (!found.get().lockedUntil().isAfter(now)
                                        || owner.equals(owners.get(number))));
        if (free) {
            owners.put(number, owner);
            String progress = found.map(MigrationRecord::progress).orElse("");
            records.put(number, new MigrationRecord(progress, until, Optional.empty()));
        }
        return free;
    }

    @Override
    public boolean advance(int number, String owner, String progress, Instant until) {
        return replace(number, owner, new MigrationRecord(progress, until, Optional.empty()));
    }

    @Override
    public void release(int number, String owner, Instant now) {
        String progress = find(number).map(MigrationRecord::progress).orElse("");
        replace(number, owner, new MigrationRecord(progress, now, Optional.empty()));
    }

    @Override
    public boolean finish(int number, String owner, Instant now) {
        return replace(number, owner, new MigrationRecord("", now, Optional.of(now)));
    }

    private boolean replace(int number, String owner, MigrationRecord next) {
        boolean mine =
                owner.equals(owners.get(number))
                        && find(number).filter(it -> it.finishedAt().isEmpty()).isPresent();
        if (mine) {
            records.put(number, next);
        }
        return mine;
    }
}
