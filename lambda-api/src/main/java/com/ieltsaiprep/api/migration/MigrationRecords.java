package com.ieltsaiprep.api.migration;

import java.time.Instant;
import java.util.Optional;

/** What is kept of migrations, at home. */
public interface MigrationRecords {
    /** The newest of a migration; empty if it never began. */
    Optional<MigrationRecord> find(int number);

    /**
     * Takes a migration for oneself, unless it is done, or somebody else has it.
     *
     * @param owner names who takes it
     * @return whether one has it now
     */
    boolean lock(Migration migration, String owner, Instant now, Instant until);

    /**
     * Notes how far it is, and keeps it.
     *
     * @return whether one had it still; if not, somebody else goes on with it
     */
    boolean advance(int number, String owner, String progress, Instant until);

    /** Lets go of it, so that the next may go on at once. */
    void release(int number, String owner, Instant now);

    /**
     * Notes that it is done.
     *
     * @return whether one had it still
     */
    boolean finish(int number, String owner, Instant now);
}
