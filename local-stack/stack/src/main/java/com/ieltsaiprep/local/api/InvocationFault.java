package com.ieltsaiprep.local.api;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.CountedFault;

import org.jspecify.annotations.Nullable;

/**
 * Fault that a test injects into invocations of Lambda functions by the operation Invoke.
 *
 * @param region region of the affected invocations; null for all regions
 * @param function name of the affected function; null for all
 * @param kind what happens
 * @param afterMs delay of the effect, ms, at least 0: of {@code KILL} from the beginning of the
 *     execution, of {@code DELAY} and {@code TWICE} until the (second) delivery of the event
 * @param attempts number of attempts that {@code KILL} strikes for each event, retries included, at
 *     least 1
 * @param times number of invocations to affect, at least 1
 */
public record InvocationFault(
        @Nullable Region region,
        @Nullable String function,
        Kind kind,
        long afterMs,
        int attempts,
        int times)
        implements CountedFault<InvocationFault> {
    /** Kind of a fault: what happens to an invocation. */
    public enum Kind {
        /** Error 500 {@code ServiceException}: the invocation is refused. */
        REFUSE,
        /** Error 429 {@code TooManyRequestsException}: the invocation is refused. */
        THROTTLE,
        /** Event that is accepted and never delivered; no effect on a synchronous invocation. */
        LOSE,
        /** Event that is delivered late; no effect on a synchronous invocation. */
        DELAY,
        /** Event that is delivered twice; no effect on a synchronous invocation. */
        TWICE,
        /** Execution environment that dies: the invocation fails, and does no more work. */
        KILL
    }

    /**
     * Creates a fault.
     *
     * @throws IllegalArgumentException if a field is missing or out of its range
     */
    public InvocationFault {
        if (kind == null || afterMs < 0 || attempts < 1 || times < 1) {
            throw new IllegalArgumentException(
                    "a fault needs a kind, afterMs of 0 or more, attempts and times of 1 or more");
        }
    }

    boolean matches(Region where, String name) {
        return (region == null || region == where) && (function == null || function.equals(name));
    }

    @Override
    public InvocationFault decremented() {
        return new InvocationFault(region, function, kind, afterMs, attempts, times - 1);
    }
}
