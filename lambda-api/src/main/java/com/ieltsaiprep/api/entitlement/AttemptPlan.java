package com.ieltsaiprep.api.entitlement;

/**
 * Plan by which a new session gets its attempt: prepared from the ledger as it was read, and
 * committed on the condition that nothing has changed since.
 */
public sealed interface AttemptPlan
        permits Entitlement.Repeat, Entitlement.Transfer, Entitlement.Reserve {
    /** Returns the id of the session. */
    String sessionId();
}
