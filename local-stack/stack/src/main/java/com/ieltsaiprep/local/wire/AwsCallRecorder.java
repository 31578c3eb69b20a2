package com.ieltsaiprep.local.wire;

import com.ieltsaiprep.local.wire.SignatureVerifier.Verdict;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * AWS call recorder: keeps the distinct calls of roles that a stand-in has received. Thread-safe.
 *
 * <p>Requests without a role are those of tests, and are not recorded. Beyond 1,000 distinct calls,
 * new ones are dropped: a client may name any resource.
 */
public final class AwsCallRecorder {
    static final int MAX_CALLS = 1_000;

    private final NavigableSet<AwsCall> calls = new ConcurrentSkipListSet<>();

    /**
     * Records a request whose signature is valid, whether or not it succeeds then.
     *
     * @param permission what the request's role needs
     */
    public void add(Verdict.Valid request, AwsPermission permission) {
        request.role()
                .map(role -> AwsCall.of(role, request.region(), permission))
                .filter(call -> !calls.contains(call) && calls.size() < MAX_CALLS)
                .ifPresent(calls::add);
    }

    /** Returns the recorded calls in their order. */
    public List<AwsCall> calls() {
        return List.copyOf(calls);
    }

    /** Deletes the recorded calls. */
    public void clear() {
        calls.clear();
    }

    /**
     * Adds {@code GET /aws-calls}, which returns the calls, and {@code DELETE /aws-calls}, which
     * deletes them.
     *
     * @return the control server
     */
    public ControlServer addRoutes(ControlServer control) {
        return control.get("/aws-calls", _ -> Optional.of(calls()))
                .delete("/aws-calls", this::clear);
    }
}
