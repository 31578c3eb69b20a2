package com.ieltsaiprep.local.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.ieltsaiprep.common.Region;

import org.jspecify.annotations.Nullable;

/**
 * Fault that a test injects into requests to a stand-in: a delay, an error response, or both.
 *
 * @param region region of the affected requests; null for all regions
 * @param operation API operation of the affected requests, such as {@code GetItem}; null for all
 *     operations
 * @param rejection error response, named {@code refusal} in JSON; null if the request is only
 *     delayed
 * @param delayMs delay of the response, ms, at least 0
 * @param times number of requests to affect, at least 1
 */
public record RequestFault(
        @Nullable Region region,
        @Nullable String operation,
        @JsonProperty("refusal") @Nullable RequestRejection rejection,
        long delayMs,
        int times)
        implements CountedFault<RequestFault> {
    /**
     * Creates a fault to inject into requests to a stand-in.
     *
     * @throws IllegalArgumentException if {@code delayMs} is negative or {@code times} is less than
     *     1
     */
    public RequestFault {
        if (delayMs < 0 || times < 1) {
            throw new IllegalArgumentException("delayMs is 0 or more, times 1 or more");
        }
    }

    /** Returns whether the fault affects a request of an operation in a region. */
    public boolean matches(Region where, String what) {
        return (region == null || region == where) && (operation == null || operation.equals(what));
    }

    @Override
    public RequestFault decremented() {
        return new RequestFault(region, operation, rejection, delayMs, times - 1);
    }
}
