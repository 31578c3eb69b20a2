package com.ieltsaiprep.api.platform.ratelimit;

import com.ieltsaiprep.api.platform.http.ProblemException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Charge of an attempt to rate limits, refunded if a fault of the server spoils the attempt. */
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

    /** Returns a charge to the rate limits of this charge and of another, refunded together. */
    public RateLimitCharge and(RateLimitCharge other) {
        List<Runnable> all = new ArrayList<>(refunds);
        all.addAll(other.refunds);
        return new RateLimitCharge(all);
    }

    /** Takes the attempt back from the counts of all rate limits to which it was charged. */
    public void refund() {
        refunds.forEach(Runnable::run);
    }

    /**
     * Does the work that was charged, and refunds the charge if the work throws: a caller who is
     * told to retry must not be refused then. A {@link ProblemException} is not refunded, since it
     * answers the request.
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
