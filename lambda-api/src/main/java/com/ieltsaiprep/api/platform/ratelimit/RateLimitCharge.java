package com.ieltsaiprep.api.platform.ratelimit;

import com.ieltsaiprep.api.platform.http.ProblemException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Charge of a counted attempt, which is refunded if a fault of ours spoils the attempt. */
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

    /** Returns the charge of this and another count. */
    public RateLimitCharge and(RateLimitCharge other) {
        List<Runnable> all = new ArrayList<>(refunds);
        all.addAll(other.refunds);
        return new RateLimitCharge(all);
    }

    /** Takes the attempt from all counts. */
    public void refund() {
        refunds.forEach(Runnable::run);
    }

    /**
     * Does the work that was charged, and refunds the charge if it fails: a caller who is told to
     * retry must not be refused then. A {@link ProblemException} is an answer, not a failure.
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
