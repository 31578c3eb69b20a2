package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.Ownership;
import com.ieltsaiprep.gateway.conversation.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.OwnershipRegistry;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The registry in Redis, one for all event loops of a node: a claim's callbacks come on the event
 * loop that called {@link #claim}, which is also the only one to use its tenure.
 *
 * <p>Each second one command renews all that this node has, learns which of it was taken over, and
 * puts back what Redis has lost. A claim that Redis does not answer within 250 ms is granted, and
 * settled by these renewals later: of two holders with the same generation the first to renew
 * stays.
 */
public final class RedisOwnershipRegistry implements OwnershipRegistry {
    private static final int TIMEOUT_MS = 250;
    private static final long HEARTBEAT_MS = 1_000;

    /** So that no renewal holds Redis up for more than a few milliseconds. */
    private static final int MOST_PER_RENEWAL = 1_000;

    /** Commands beside the claims, such as acknowledgements. */
    private static final int OTHERS_WAITING = 512;

    /** So often a finish is tried again when Redis is away. */
    private static final int FINISH_HEARTBEATS = 60;

    /** Stands for the answer to a claim that did not come. */
    private static final long NO_ANSWER = Long.MIN_VALUE;

    private final Vertx vertx;
    private final MonotonicClock clock;
    private final RandomGenerator random;
    private final FleetObserver events;
    private final RedisConnectionPool redis;
    private final String node;
    private final Map<String, HeldOwnership> holds = new ConcurrentHashMap<>();

    /** How many claims of a conversation are under way. */
    private final Map<String, Integer> claiming = new ConcurrentHashMap<>();

    private final long heartbeat;

    /**
     * Heartbeats begin at once.
     *
     * @param url such as {@code redis://127.0.0.1:6379}, or {@code rediss://} for TLS
     * @param maxClaims as many claims may wait for Redis at once; one more is granted without it
     * @param random so good that no two claims of any nodes get the same 64 bits
     */
    public RedisOwnershipRegistry(
            Vertx vertx,
            String url,
            int maxClaims,
            MonotonicClock clock,
            RandomGenerator random,
            FleetObserver events) {
        this.vertx = vertx;
        this.clock = clock;
        this.random = random;
        this.events = events;
        this.node = HexFormat.of().toHexDigits(random.nextInt());
        this.redis =
                new RedisConnectionPool(
                        vertx, url, "registry", TIMEOUT_MS, maxClaims + OTHERS_WAITING);
        redis.keepWarm();
        this.heartbeat = vertx.setPeriodic(HEARTBEAT_MS, _ -> renewAll());
    }

    @Override
    public void claim(String sessionId, long generation, long counter, OwnershipListener holder) {
        String owner = node + "-" + HexFormat.of().toHexDigits(random.nextLong());
        Context context = vertx.getOrCreateContext();
        OwnershipClaim claim =
                new OwnershipClaim(sessionId, owner, generation, counter, holder, context);
        claiming.merge(sessionId, 1, Integer::sum);
        OwnershipScripts.CLAIM
                .run(
                        redis,
                        List.of(key(sessionId)),
                        List.of(
                                owner,
                                String.valueOf(generation),
                                String.valueOf(counter),
                                String.valueOf(heldGeneration(sessionId))))
                .map(RedisOwnershipRegistry::number)
                .otherwise(NO_ANSWER)
                .onSuccess(answer -> context.runOnContext(_ -> settle(claim, answer)));
    }

    /** Heartbeats end; the conversations that are left may be resumed elsewhere. */
    public Future<Void> close() {
        vertx.cancelTimer(heartbeat);
        return redis.close();
    }

    private void settle(OwnershipClaim claim, long answer) {
        if (answer == OwnershipScripts.FINISHED) {
            events.onClaim("finished");
            claim.tell(holder -> holder.onFinished(clock.nowUs()));
        } else if (answer == OwnershipScripts.SUPERSEDED) {
            supersede(claim);
        } else if (answer == NO_ANSWER) {
            long newest = Math.max(claim.generation(), heldGeneration(claim.sessionId()));
            grant(new HeldOwnership(claim, newest + 1), "unregistered");
        } else {
            grant(new HeldOwnership(claim, answer), "granted");
        }
        claiming.computeIfPresent(claim.sessionId(), (_, n) -> n == 1 ? null : n - 1);
    }

    private long heldGeneration(String sessionId) {
        HeldOwnership held = holds.get(sessionId);
        return held == null ? 0 : held.generation;
    }

    private void supersede(OwnershipClaim claim) {
        events.onClaim("superseded");
        claim.tell(holder -> holder.onSuperseded(clock.nowUs()));
    }

    /**
     * Of two holds on one node the newer stays, in whichever order they come. Its holder may let go
     * of the other first, and so go on with it; otherwise that is lost at once.
     */
    private void grant(HeldOwnership hold, String how) {
        HeldOwnership other;
        do {
            other = holds.get(hold.claim.sessionId());
            if (other != null && other.generation >= hold.generation) {
                supersede(hold.claim);
                return;
            }
        } while (!hold.replaces(other));
        events.onClaim(how);
        if (!hold.claim.tell(holder -> holder.onGranted(hold, clock.nowUs()))) {
            hold.release();
        }
        if (other != null) {
            other.lose();
        }
    }

    private void renewAll() {
        holds.values().removeIf(HeldOwnership::givenUp);
        List<HeldOwnership> all = List.copyOf(holds.values());
        if (all.isEmpty()) {
            redis.keepWarm();
        }
        for (int from = 0; from < all.size(); from += MOST_PER_RENEWAL) {
            renew(all.subList(from, Math.min(all.size(), from + MOST_PER_RENEWAL)));
        }
    }

    private void renew(List<HeldOwnership> some) {
        OwnershipScripts.RENEW
                .run(
                        redis,
                        some.stream().map(hold -> key(hold.claim.sessionId())).toList(),
                        some.stream().flatMap(HeldOwnership::arguments).toList())
                .onSuccess(answers -> onRenewed(some, answers));
    }

    private static void onRenewed(List<HeldOwnership> some, @Nullable Response answers) {
        for (int i = 0; answers != null && i < some.size(); i++) {
            some.get(i).onRenewed(number(answers.get(i)));
        }
    }

    private static String key(String sessionId) {
        return "conversation:" + sessionId;
    }

    private static long number(@Nullable Response response) {
        Long number = response == null ? null : response.toLong();
        return number == null ? NO_ANSWER : number;
    }

    /** A conversation that this node has. */
    private final class HeldOwnership implements Ownership {
        private final OwnershipClaim claim;
        private final long generation;
        private volatile long acknowledged;
        private volatile boolean finished;
        private boolean ended;
        private int heartbeatsSinceFinish;

        private HeldOwnership(OwnershipClaim claim, long generation) {
            this.claim = claim;
            this.generation = generation;
            this.acknowledged = claim.counter();
        }

        /** Takes the place of another; false if that is not there any more. */
        private boolean replaces(@Nullable HeldOwnership other) {
            return other == null
                    ? holds.putIfAbsent(claim.sessionId(), this) == null
                    : holds.replace(claim.sessionId(), other, this);
        }

        @Override
        public String owner() {
            return claim.owner();
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public void acknowledge(long counter) {
            if (!ended && counter > acknowledged) {
                acknowledged = counter;
                renew(List.of(this));
            }
        }

        @Override
        public void finish() {
            if (!ended) {
                ended = true;
                finished = true;
                renew(List.of(this));
            }
        }

        @Override
        public void release() {
            ended = true;
            forget();
        }

        private Stream<String> arguments() {
            long began = claim.counter() == 0 ? generation : claim.generation();
            return Stream.of(
                    claim.owner(),
                    String.valueOf(generation),
                    String.valueOf(began),
                    String.valueOf(acknowledged),
                    finished ? "1" : "0");
        }

        /** While a claim of this node's is under way, it may be that which has it now. */
        private void onRenewed(long answer) {
            if (answer == OwnershipScripts.LOST) {
                if (!claiming.containsKey(claim.sessionId())) {
                    lose();
                }
            } else if (finished) {
                forget();
            }
        }

        /** On any thread. */
        private void lose() {
            claim.context()
                    .runOnContext(
                            _ -> {
                                forget();
                                if (!ended) {
                                    ended = true;
                                    events.onTakenOver();
                                    claim.tell(holder -> holder.onTakenOver(clock.nowUs()));
                                }
                            });
        }

        private boolean givenUp() {
            return finished && ++heartbeatsSinceFinish > FINISH_HEARTBEATS;
        }

        private void forget() {
            holds.remove(claim.sessionId(), this);
        }
    }
}
