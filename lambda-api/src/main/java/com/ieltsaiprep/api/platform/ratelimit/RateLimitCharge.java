package com.ieltsaiprep.api.platform.ratelimit;

import com.ieltsaiprep.api.platform.http.ProblemException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Charge for an attempt that rate limits have counted. The charge can be refunded, so that an
 * attempt that failed because of a server fault does not count.
 */
public final class RateLimitCharge {
    private final List<Runnable> refunds;

    private RateLimitCharge(List<Runnable> refunds) {
        this.refunds = List.copyOf(refunds);
    }

    static RateLimitCharge none() {
        return new RateLimitCharge(List.of());
    }

    static RateLimitCharge of(Runnable refund) {
        return new RateLimitCharge(List.of(refund));
    }

    /** Returns a charge that combines this one and another, so that both are refunded together. */
    public RateLimitCharge and(RateLimitCharge other) {
        List<Runnable> all = new ArrayList<>(refunds);
        all.addAll(other.refunds);
        return new RateLimitCharge(all);
    }

    /** Refunds the charge: the rate limits no longer count the attempt. */
    public void refund() {
        refunds.forEach(Runnable::run);
    }

    /**
     * Runs the work of the attempt, and refunds the charge if the work throws, so that a retry is
     * not refused. After a {@link ProblemException} the charge is not refunded, since that
     * exception is the proper response to the request.
     *
     * @return the result of the work
     */
    public <T> T refundOnFailure(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            refund();
            throw e;
        }
    }
}
