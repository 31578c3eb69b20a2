package com.ieltsaiprep.api.writing;

import java.time.Duration;

/**
 * Times of a marking.
 *
 * @param inRequest from the beginning of a request until its marking is handed over
 * @param lapseOfRequest after which a marking that was not handed over counts as lost; longer than
 *     a request can take
 * @param continued for which an asynchronous invocation marks; shorter than the function's timeout
 * @param lapseOfHandOver after which a marking that was handed over counts as lost; long enough for
 *     one more invocation after one that was killed
 */
public record MarkingTimes(
        Duration inRequest, Duration lapseOfRequest, Duration continued, Duration lapseOfHandOver) {
    /** Times behind API Gateway, which waits 29 s, with a function timeout of 120 s. */
    public static final MarkingTimes OF_FUNCTION =
            new MarkingTimes(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(100),
                    Duration.ofMinutes(4));

    /** Returns these times with another time until a marking is handed over. */
    public MarkingTimes withInRequest(Duration time) {
        return new MarkingTimes(time, lapseOfRequest, continued, lapseOfHandOver);
    }
}
