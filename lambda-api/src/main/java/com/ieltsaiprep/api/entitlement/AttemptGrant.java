package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.common.ExamModule;

import java.time.Instant;

/**
 * Grant of attempts by an operator.
 *
 * @param id the idempotency key: a repeated grant has no effect
 * @param attempts 1 or more
 * @param reason in the operator's words
 */
record AttemptGrant(String id, ExamModule module, int attempts, String reason, Instant at) {}
