package com.ieltsaiprep.common.marking;

/** Model failure: kind of a call that ended without a reply, after the adapter's own retries. */
public enum ModelFailure {
    /** Refused because of a quota or of load. */
    THROTTLED,
    /** Refused for good: no access to the model, or an invalid request. */
    REFUSED,
    /** No connection, or an error of the service. */
    UNAVAILABLE,
    /** No reply in time. */
    TIMED_OUT
}
