package com.ieltsaiprep.api.platform.ratelimit;

import com.ieltsaiprep.api.platform.http.ProblemException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What was counted for a request, until it is known whether anything came of it. */
public final class RateLimitCharge {
    private final List<Runnable> takeBacks;

    private RateLimitCharge(List<Runnable> takeBacks) {
        this.takeBacks = List.copyOf(takeBacks);
    }

    /** Nothing. */
    static RateLimitCharge nothing() {
        return new RateLimitCharge(List.of());
    }

    /** One count. */
    static RateLimitCharge once(Runnable takeBack) {
        return new RateLimitCharge(List.of(takeBack));
    }

    /** This and more. */
    public RateLimitCharge and(RateLimitCharge more) {
        List<Runnable> all = new ArrayList<>(takeBacks);
        all.addAll(more.takeBacks);
        return new RateLimitCharge(all);
    }

    /** Takes it back, since nothing came of it. */
    public void giveBack() {
        takeBacks.forEach(Runnable::run);
    }

    /**
     * Does what it was counted for, and gives it back if that fails: who is told to ask again must
     * not be refused then. A {@link ProblemException} is no failure but an answer, and stays
     * counted.
     *
     * @return what that answered
     */
    public <T> T unlessItFails(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            giveBack();
            throw e;
        }
    }
}
