package com.ieltsaiprep.api.migration;

import java.time.Instant;
import java.util.Optional;

/**
 * Record of a migration's progress.
 *
 * @param progress from which the next step continues; empty at the beginning
 * @param lockedUntil the end of the lease of the process that runs it
 * @param finishedAt empty if it is not finished
 */
record MigrationRecord(String progress, Instant lockedUntil, Optional<Instant> finishedAt) {}
