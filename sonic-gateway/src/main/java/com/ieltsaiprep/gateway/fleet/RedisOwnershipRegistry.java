package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.EndedConversations;
import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.OwnershipListener;
import com.ieltsaiprep.gateway.conversation.port.OwnershipRegistry;

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
 * Ownership registry in Redis: records which node owns a conversation, with the generation of the
 * ownership as the fencing token. One registry serves all event loops of a node: a claim's
 * callbacks come on the event loop that called {@link #claim}, and only that loop uses the granted
 * ownership.
 *
 * <p>Once a second the registry renews the ownerships of this node, notifies the owners of those
 * that were taken over or that the API has revoked ({@link EndedConversations}), and restores data
 * that Redis has lost. A claim that Redis does not answer within 250 ms is granted locally. If
 * another node grants the same generation, the first of the two to renew its ownership keeps it.
 */
public final class RedisOwnershipRegistry implements OwnershipRegistry {
    private static final int TIMEOUT_MS = 250;
    private static final long RENEWAL_INTERVAL_MS = 1_000;

    /** Maximum per command, so that none blocks Redis for more than a few milliseconds. */
    private static final int MAX_PER_RENEWAL = 1_000;

    /** Room in the pool's queue beside the claims, such as for acknowledgements. */
    private static final int OTHERS_WAITING = 512;

    /** Maximum of retries of a finish while Redis is unavailable. */
    private static final int MAX_FINISH_RENEWALS = 60;

    /** Marks a claim that Redis did not answer. */
    private static final long NO_ANSWER = Long.MIN_VALUE;

    private final Vertx vertx;
    private final MonotonicClock clock;
    private final RandomGenerator random;
    private final FleetObserver observer;
    private final RedisConnectionPool redis;
    private final String node;
    private final Map<String, HeldOwnership> ownerships = new ConcurrentHashMap<>();

    /** Number of pending claims by conversation. */
    private final Map<String, Integer> pendingClaims = new ConcurrentHashMap<>();

    private final long renewalTimer;

    /**
     * Creates the ownership registry of a node and starts its renewals, one each second. Redis need
     * not be available: connections are opened on demand.
     *
     * @param vertx runs the connections and the renewal timer
     * @param url such as {@code redis://127.0.0.1:6379}, or {@code rediss://} for TLS
     * @param maxClaims maximum number of claims that wait for a connection to Redis; any further
     *     claim is granted locally
     * @param clock time that is passed to the callbacks
     * @param random source of the 64 random bits in a claim's name, which must be unique in the
     *     fleet
     * @param observer counts claims and takeovers for the metrics
     */
    public RedisOwnershipRegistry(
            Vertx vertx,
            String url,
            int maxClaims,
            MonotonicClock clock,
            RandomGenerator random,
            FleetObserver observer) {
        this.vertx = vertx;
        this.clock = clock;
        this.random = random;
        this.observer = observer;
        this.node = HexFormat.of().toHexDigits(random.nextInt());
        this.redis =
                new RedisConnectionPool(
                        vertx, url, "registry", TIMEOUT_MS, maxClaims + OTHERS_WAITING);
        redis.keepWarm();
        this.renewalTimer = vertx.setPeriodic(RENEWAL_INTERVAL_MS, _ -> renewAll());
    }

    @Override
    public void claim(
            ConversationIdentity identity,
            long generation,
            long counter,
            OwnershipListener listener) {
        String sessionId = identity.sessionId();
        String owner = node + "-" + HexFormat.of().toHexDigits(random.nextLong());
        Context context = vertx.getOrCreateContext();
        OwnershipClaim claim =
                new OwnershipClaim(identity, owner, generation, counter, listener, context);
        pendingClaims.merge(sessionId, 1, Integer::sum);
        OwnershipScripts.CLAIM
                .run(
                        redis,
                        List.of(key(sessionId)),
                        List.of(
                                owner,
                                String.valueOf(generation),
                                String.valueOf(counter),
                                String.valueOf(ownedGeneration(sessionId))))
                .map(RedisOwnershipRegistry::number)
                .otherwise(NO_ANSWER)
                .onSuccess(answer -> context.runOnContext(_ -> onAnswer(claim, answer)));
    }

    /**
     * Stops the renewals and closes the connections to Redis. Conversations that this node still
     * owns can be resumed on other nodes.
     *
     * @return completes when the connections are closed
     */
    public Future<Void> close() {
        vertx.cancelTimer(renewalTimer);
        return redis.close();
    }

    private void onAnswer(OwnershipClaim claim, long answer) {
        if (answer == OwnershipScripts.FINISHED) {
            observer.onClaim("finished");
            claim.notifyListener(listener -> listener.onFinished(clock.nowUs()));
        } else if (answer == OwnershipScripts.SUPERSEDED) {
            supersede(claim);
        } else if (answer == NO_ANSWER) {
            long newest = Math.max(claim.generation(), ownedGeneration(claim.sessionId()));
            grant(new HeldOwnership(claim, newest + 1), "granted_locally");
        } else {
            grant(new HeldOwnership(claim, answer), "granted");
        }
        pendingClaims.computeIfPresent(claim.sessionId(), (_, n) -> n == 1 ? null : n - 1);
    }

    private long ownedGeneration(String sessionId) {
        HeldOwnership held = ownerships.get(sessionId);
        return held == null ? 0 : held.generation;
    }

    private void supersede(OwnershipClaim claim) {
        observer.onClaim("superseded");
        claim.notifyListener(listener -> listener.onSuperseded(clock.nowUs()));
    }

    /**
     * Grants an ownership and revokes an older one on this node, in whichever order they come. The
     * new owner may release the older one first, and so continue its conversation.
     */
    private void grant(HeldOwnership ownership, String result) {
        HeldOwnership other;
        do {
            other = ownerships.get(ownership.claim.sessionId());
            if (other != null && other.generation >= ownership.generation) {
                supersede(ownership.claim);
                return;
            }
        } while (!ownership.replaces(other));
        observer.onClaim(result);
        if (!ownership.claim.notifyListener(
                listener -> listener.onGranted(ownership, clock.nowUs()))) {
            ownership.release();
        }
        if (other != null) {
            other.onTakenOver();
        }
    }

    private void renewAll() {
        ownerships.values().removeIf(HeldOwnership::exhaustsFinishRenewals);
        List<HeldOwnership> all = List.copyOf(ownerships.values());
        if (all.isEmpty()) {
            redis.keepWarm();
        }
        for (int from = 0; from < all.size(); from += MAX_PER_RENEWAL) {
            renew(all.subList(from, Math.min(all.size(), from + MAX_PER_RENEWAL)));
        }
    }

    private void renew(List<HeldOwnership> batch) {
        OwnershipScripts.RENEW
                .run(
                        redis,
                        batch.stream().flatMap(HeldOwnership::keys).toList(),
                        batch.stream().flatMap(HeldOwnership::arguments).toList())
                .onSuccess(answers -> onRenewed(batch, answers));
    }

    private static void onRenewed(List<HeldOwnership> batch, @Nullable Response answers) {
        for (int i = 0; answers != null && i < batch.size(); i++) {
            batch.get(i).onRenewed(number(answers.get(i)));
        }
    }

    private static String key(String sessionId) {
        return "conversation:" + sessionId;
    }

    private static long number(@Nullable Response response) {
        Long number = response == null ? null : response.toLong();
        return number == null ? NO_ANSWER : number;
    }

    /** Ownership that this node holds. */
    private final class HeldOwnership implements Ownership {
        private final OwnershipClaim claim;
        private final long generation;
        private volatile long acknowledged;
        private volatile boolean finished;
        private boolean ended;
        private int renewalsSinceFinish;

        private HeldOwnership(OwnershipClaim claim, long generation) {
            this.claim = claim;
            this.generation = generation;
            this.acknowledged = claim.counter();
        }

        /** Replaces another ownership; false if that was removed meanwhile. */
        private boolean replaces(@Nullable HeldOwnership other) {
            return other == null
                    ? ownerships.putIfAbsent(claim.sessionId(), this) == null
                    : ownerships.replace(claim.sessionId(), other, this);
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
            remove();
        }

        private Stream<String> keys() {
            return Stream.of(
                    key(claim.sessionId()),
                    EndedConversations.redisKey(claim.identity().userId()),
                    EndedConversations.redisKey(claim.sessionId()));
        }

        private Stream<String> arguments() {
            long began = claim.counter() == 0 ? generation : claim.generation();
            return Stream.of(
                    claim.owner(),
                    String.valueOf(generation),
                    String.valueOf(began),
                    String.valueOf(acknowledged),
                    finished ? "1" : "0",
                    String.valueOf(claim.identity().signedInAt().toEpochMilli()));
        }

        /** Handles the answer; a loss is ignored while a claim of this node is pending. */
        private void onRenewed(long answer) {
            if (answer == OwnershipScripts.ENDED) {
                lose(
                        () -> {
                            observer.onRevoked();
                            claim.notifyListener(listener -> listener.onRevoked(clock.nowUs()));
                        });
            } else if (answer == OwnershipScripts.LOST) {
                if (!pendingClaims.containsKey(claim.sessionId())) {
                    onTakenOver();
                }
            } else if (finished) {
                remove();
            }
        }

        /** Notifies the owner that another claim was granted; callable from any thread. */
        private void onTakenOver() {
            lose(
                    () -> {
                        observer.onTakenOver();
                        claim.notifyListener(listener -> listener.onTakenOver(clock.nowUs()));
                    });
        }

        /** Removes this ownership, and notifies its owner unless the owner has ended it. */
        private void lose(Runnable notice) {
            claim.context()
                    .runOnContext(
                            _ -> {
                                remove();
                                if (!ended) {
                                    ended = true;
                                    notice.run();
                                }
                            });
        }

        private boolean exhaustsFinishRenewals() {
            return finished && ++renewalsSinceFinish > MAX_FINISH_RENEWALS;
        }

        private void remove() {
            ownerships.remove(claim.sessionId(), this);
        }
    }
}
