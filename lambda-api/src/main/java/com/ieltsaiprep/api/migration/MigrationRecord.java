package com.ieltsaiprep.api.migration;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a migration is.
 *
 * @param progress of which the next piece goes on; empty at the beginning
 * @param lockedUntil whoever runs it has it to themselves until then
 * @param finishedAt when it was done; empty if it is not
 */
public record MigrationRecord(String progress, Instant lockedUntil, Optional<Instant> finishedAt) {}
