package com.ieltsaiprep.local.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.ieltsaiprep.common.Region;

import org.jspecify.annotations.Nullable;

/**
 * Injected fault of a stand-in's requests.
 *
 * @param region whose requests; null for all
 * @param operation such as {@code GetItem}; null for all
 * @param rejection the response; null if the request is only delayed
 * @param delayMs of the response
 * @param times how many requests, at least 1
 */
public record RequestFault(
        @Nullable Region region,
        @Nullable String operation,
        @JsonProperty("refusal") @Nullable RequestRejection rejection,
        long delayMs,
        int times) {
    /** Checks the ranges. */
    public RequestFault {
        if (delayMs < 0 || times < 1) {
            throw new IllegalArgumentException("delayMs is 0 or more, times 1 or more");
        }
    }

    boolean matches(Region where, String what) {
        return (region == null || region == where) && (operation == null || operation.equals(what));
    }

    RequestFault decremented() {
        return new RequestFault(region, operation, rejection, delayMs, times - 1);
    }
}
