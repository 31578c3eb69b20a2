package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.common.Backoff;
import com.ieltsaiprep.common.RetryPolicies;
import com.ieltsaiprep.gateway.conversation.SonicPort.RetrySchedule;

import java.time.Duration;

/**
 * The times of a stream.
 *
 * @param headers longest wait for the response headers of one attempt
 * @param ending longest wait for the service's side to end after ours did
 */
public record StreamTimes(
        Backoff firstOpening, Backoff reopening, Duration headers, Duration ending) {
    /** What the gateway uses. */
    public static final StreamTimes STANDARD =
            new StreamTimes(
                    RetryPolicies.FIRST_OPENING,
                    RetryPolicies.REOPENING,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(3));

    Backoff backoff(RetrySchedule retrySchedule) {
        return switch (retrySchedule) {
            case FIRST_OPENING -> firstOpening;
            case REOPENING -> reopening;
        };
    }
}
