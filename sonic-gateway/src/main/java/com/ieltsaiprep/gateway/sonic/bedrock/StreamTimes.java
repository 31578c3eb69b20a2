package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.common.Backoff;
import com.ieltsaiprep.common.RetryPolicies;
import com.ieltsaiprep.gateway.conversation.port.SonicPort.RetrySchedule;

import java.time.Duration;

/**
 * Backoffs and timeouts of a stream to Nova Sonic.
 *
 * @param firstOpening delays between attempts to open the first stream of a conversation
 * @param reopening delays between attempts to open a stream in mid-conversation
 * @param headers timeout for the response headers of one attempt
 * @param ending timeout for Nova Sonic to end its side after the gateway has half-closed the stream
 */
public record StreamTimes(
        Backoff firstOpening, Backoff reopening, Duration headers, Duration ending) {
    /**
     * Backoffs and timeouts in production: 5 s for the response headers, 3 s for the end of a
     * stream.
     */
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
