package com.ieltsaiprep.api.entitlement;

import java.util.Optional;

/**
 * Plan by which a new test session gets an attempt (the right to take one test). It is based on the
 * account's entitlement when it was read, and is committed on the condition that the entitlement
 * has not changed since.
 */
public sealed interface AttemptPlan
        permits Entitlement.Repeat, Entitlement.Transfer, Entitlement.Reserve {
    /** Returns the id of the test session that gets the attempt. */
    String sessionId();

    /** Returns the id of the test session that loses the attempt to the new one, if any does. */
    default Optional<String> earlierSessionId() {
        return Optional.empty();
    }
}
