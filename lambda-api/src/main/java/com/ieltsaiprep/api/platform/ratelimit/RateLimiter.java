package com.ieltsaiprep.api.platform.ratelimit;

import com.ieltsaiprep.api.platform.concurrent.ConcurrentCalls;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.common.Sha256;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rate limiter: counts attempts per key and fixed window in DynamoDB, separately in each region,
 * and refuses those above the rule's limit. A refused attempt is not counted, so that after a
 * refund another one is allowed. Keys hold a hash of the account or network. Fails open: an attempt
 * that cannot be counted is allowed and reported to the operators, since a throttled table must not
 * lock people out. Safe for concurrent use.
 */
public final class RateLimiter {
    /** Time for which a network stays known for an account after a sign-in from there. */
    public static final Duration KNOWN = Duration.ofDays(30);

    private static final String KNOWN_KEY = "known#";
    private static final int SUBJECT_DIGITS = 32;
    private static final int MAX_BLOCKED = 1_000;

    /** A refund in another process unblocks a key here after this time. */
    private static final Duration BLOCKED = Duration.ofSeconds(10);

    private final DynamoCounters counters;
    private final String region;
    private final InstantSource clock;
    private final Consumer<RateLimitRule> uncounted;

    /** Keys over their limit, for a short time: a flood of them writes next to nothing. */
    private final Map<String, Instant> blocked = new LinkedHashMap<>();

    /** A key's window of time. */
    private record Window(RateLimitRule rule, String key, Instant now, Instant end) {
        RuntimeException refusal() {
            return Problem.retryable(
                            ProblemType.TOO_MANY_REQUESTS,
                            "That was too often. Wait before you ask again.",
                            Duration.between(now, end))
                    .exception();
        }
    }

    /**
     * Creates a rate limiter that counts in the function's own region.
     *
     * @param uncounted is notified of each attempt that was allowed without being counted
     */
    public RateLimiter(
            RegionalDynamo dynamo, InstantSource clock, Consumer<RateLimitRule> uncounted) {
        this.counters = new DynamoCounters(dynamo);
        this.region = dynamo.ownRegion().code();
        this.clock = clock;
        this.uncounted = uncounted;
    }

    /**
     * Counts an attempt by a rule, and refuses the attempt if it is over the rule's limit.
     *
     * @param subject whose attempts are counted: an account, a {@link #network}, or a pair of both
     * @return the charge, which can be refunded
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 429 if the attempt is over the
     *     limit
     */
    public RateLimitCharge charge(RateLimitRule rule, String subject) {
        Window window = window(rule, subject);
        requireNotBlocked(window);
        return charged(window, increment(window), RateLimitCharge.none());
    }

    /**
     * Counts an attempt by two rules at once. If it is over the limit of either, it is refused and
     * counted by neither.
     *
     * @return the charge to both rate limits, which can be refunded
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 429 if the attempt is over a limit
     */
    public RateLimitCharge charge(
            RateLimitRule rule, String subject, RateLimitRule other, String otherSubject) {
        Window first = window(rule, subject);
        Window second = window(other, otherSubject);
        requireNotBlocked(first);
        requireNotBlocked(second);
        RateLimitCharge none = RateLimitCharge.none();
        return ConcurrentCalls.both(
                () -> increment(first),
                () -> increment(second),
                (one, two) ->
                        one.equals(Optional.of(false))
                                ? charged(first, one, charged(second, two.get(), none))
                                : charged(second, two.get(), charged(first, one, none)));
    }

    private Optional<Boolean> increment(Window window) {
        return counters.increment(window.key(), window.rule().limit(), window.end());
    }

    /** Charges an attempt also to this rule; if it refuses, the charge before is refunded. */
    private RateLimitCharge charged(
            Window window, Optional<Boolean> allowed, RateLimitCharge before) {
        if (allowed.isEmpty()) {
            uncounted.accept(window.rule());
            return before;
        }
        if (!allowed.get()) {
            block(window);
            before.refund();
            throw window.refusal();
        }
        return before.and(RateLimitCharge.of(() -> refund(window)));
    }

    /**
     * Refuses a subject that {@link #charge} has refused in the same process and in the last
     * seconds; counts nothing. For attempts that are charged only if they fail.
     *
     * @throws com.ieltsaiprep.api.platform.http.ProblemException 429 if the subject is over the
     *     limit
     */
    public void requireNotBlocked(RateLimitRule rule, String subject) {
        requireNotBlocked(window(rule, subject));
    }

    private synchronized void requireNotBlocked(Window window) {
        Instant until = blocked.get(window.key());
        if (until != null && until.isAfter(window.now())) {
            throw window.refusal();
        }
    }

    private Window window(RateLimitRule rule, String subject) {
        Instant now = clock.instant();
        long seconds = rule.window().toSeconds();
        long number = now.getEpochSecond() / seconds;
        String key = "limit#%s#%s#%s#%d".formatted(region, rule.slug(), digits(subject), number);
        return new Window(rule, key, now, Instant.ofEpochSecond((number + 1) * seconds));
    }

    /**
     * Returns the network of a request, as a subject of rate limits: an IPv4 address, or the first
     * 56 bits of an IPv6 address.
     */
    public static String network(Request request) {
        return RateLimitKey.network(request.sourceIp());
    }

    private static String digits(String subject) {
        return Sha256.hex(subject).substring(0, SUBJECT_DIGITS);
    }

    private void refund(Window window) {
        counters.decrement(window.key());
        unblock(window);
    }

    private synchronized void unblock(Window window) {
        blocked.remove(window.key());
    }

    private synchronized void block(Window window) {
        blocked.values().removeIf(until -> !until.isAfter(window.now()));
        if (blocked.size() < MAX_BLOCKED) {
            blocked.put(window.key(), window.now().plus(BLOCKED));
        }
    }

    /** Marks a pair of account and network as known for 30 days, after a sign-in from there. */
    public void markKnown(String subject) {
        counters.mark(KNOWN_KEY + digits(subject), clock.instant().plus(KNOWN));
    }

    /** Returns whether a pair of account and network is marked as known in this region. */
    public boolean isKnown(String subject) {
        return counters.isMarked(KNOWN_KEY + digits(subject), clock.instant());
    }
}
