package com.ieltsaiprep.api.entitlement;

/**
 * Plan by which a new test session gets an attempt, the right to take one test: prepared from the
 * ledger of attempts as it was read, and committed on the condition that nothing has changed since.
 */
public sealed interface AttemptPlan
        permits Entitlement.Repeat, Entitlement.Transfer, Entitlement.Reserve {
    /** Returns the id of the test session that gets the attempt. */
    String sessionId();
}
