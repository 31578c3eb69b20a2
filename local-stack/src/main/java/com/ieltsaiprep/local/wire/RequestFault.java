package com.ieltsaiprep.local.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.ieltsaiprep.common.Region;

import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with a stand-in's requests because a test orders it.
 *
 * @param region whose requests; null for all
 * @param operation such as {@code GetItem}; null for all
 * @param rejection the answer; null if the request is only late
 * @param delayMs how late the answer comes
 * @param times how many requests, at least 1
 */
public record RequestFault(
        @Nullable Region region,
        @Nullable String operation,
        @JsonProperty("refusal") @Nullable RequestRejection rejection,
        long delayMs,
        int times) {
    /** Refuses what makes no sense. */
    public RequestFault {
        if (delayMs < 0 || times < 1) {
            throw new IllegalArgumentException("delayMs is 0 or more, times 1 or more");
        }
    }

    boolean concerns(Region where, String what) {
        return (region == null || region == where) && (operation == null || operation.equals(what));
    }

    RequestFault once() {
        return new RequestFault(region, operation, rejection, delayMs, times - 1);
    }
}
