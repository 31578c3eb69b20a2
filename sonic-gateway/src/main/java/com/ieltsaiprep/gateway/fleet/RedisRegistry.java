package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.conversation.RegistryPort;

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
public final class RedisRegistry implements RegistryPort {
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
    private final FleetEvents events;
    private final RedisLink redis;
    private final String node;
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();
    private final long heartbeat;

    /**
     * Heartbeats begin at once.
     *
     * @param url such as {@code redis://127.0.0.1:6379}, or {@code rediss://} for TLS
     * @param maxClaims as many claims may wait for Redis at once; one more is granted without it
     * @param random so good that no two claims of any nodes get the same 64 bits
     */
    public RedisRegistry(
            Vertx vertx,
            String url,
            int maxClaims,
            MonotonicClock clock,
            RandomGenerator random,
            FleetEvents events) {
        this.vertx = vertx;
        this.clock = clock;
        this.random = random;
        this.events = events;
        this.node = HexFormat.of().toHexDigits(random.nextInt());
        this.redis = new RedisLink(vertx, url, "registry", TIMEOUT_MS, maxClaims + OTHERS_WAITING);
        this.heartbeat = vertx.setPeriodic(HEARTBEAT_MS, _ -> renewAll());
    }

    @Override
    public void claim(String sessionId, long generation, long counter, Holder holder) {
        Context context = vertx.getOrCreateContext();
        String owner = node + "-" + HexFormat.of().toHexDigits(random.nextLong());
        RegistryScripts.CLAIM
                .run(
                        redis,
                        List.of(key(sessionId)),
                        List.of(String.valueOf(generation), String.valueOf(counter), owner))
                .map(RedisRegistry::number)
                .otherwise(NO_ANSWER)
                .onSuccess(
                        answer ->
                                context.runOnContext(
                                        _ -> {
                                            Claim claim =
                                                    new Claim(sessionId, owner, holder, context);
                                            settle(claim, answer, generation);
                                        }));
    }

    /** Heartbeats end; the conversations that are left may be resumed elsewhere. */
    public Future<Void> close() {
        vertx.cancelTimer(heartbeat);
        return redis.close();
    }

    private record Claim(String sessionId, String owner, Holder holder, Context context) {}

    private void settle(Claim claim, long answer, long generation) {
        if (answer == RegistryScripts.FINISHED) {
            events.onClaim("finished");
            claim.holder.onFinished(clock.nowUs());
        } else if (answer == RegistryScripts.SUPERSEDED) {
            events.onClaim("superseded");
            claim.holder.onSuperseded(clock.nowUs());
        } else if (answer == NO_ANSWER) {
            events.onClaim("unregistered");
            grant(new Hold(claim, Math.max(generation, heldGeneration(claim.sessionId)) + 1));
        } else {
            events.onClaim("granted");
            grant(new Hold(claim, answer));
        }
    }

    private long heldGeneration(String sessionId) {
        Hold held = holds.get(sessionId);
        return held == null ? 0 : held.generation;
    }

    /** Of two holds on one node the newer stays; the other need not wait for a heartbeat. */
    private void grant(Hold hold) {
        holds.compute(
                hold.claim.sessionId,
                (_, other) -> {
                    if (other == null) {
                        return hold;
                    }
                    boolean newer = hold.generation >= other.generation;
                    (newer ? other : hold).lose();
                    return newer ? hold : other;
                });
        hold.claim.holder.onGranted(hold, clock.nowUs());
    }

    private void renewAll() {
        holds.values().removeIf(Hold::givenUp);
        List<Hold> all = List.copyOf(holds.values());
        for (int from = 0; from == 0 || from < all.size(); from += MOST_PER_RENEWAL) {
            renew(all.subList(from, Math.min(all.size(), from + MOST_PER_RENEWAL)));
        }
    }

    private void renew(List<Hold> some) {
        RegistryScripts.RENEW
                .run(
                        redis,
                        some.stream().map(hold -> key(hold.claim.sessionId)).toList(),
                        some.stream().flatMap(Hold::arguments).toList())
                .onSuccess(answers -> onRenewed(some, answers));
    }

    private static void onRenewed(List<Hold> some, @Nullable Response answers) {
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
    private final class Hold implements Tenure {
        private final Claim claim;
        private final long generation;
        private volatile long acknowledged;
        private volatile boolean finished;
        private boolean ended;
        private int heartbeatsSinceFinish;

        private Hold(Claim claim, long generation) {
            this.claim = claim;
            this.generation = generation;
        }

        @Override
        public String owner() {
            return claim.owner;
        }

        @Override
        public long generation() {
            return generation;
        }

        @Override
        public void acknowledged(long counter) {
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
            return Stream.of(
                    String.valueOf(generation),
                    claim.owner,
                    String.valueOf(acknowledged),
                    finished ? "1" : "0");
        }

        private void onRenewed(long answer) {
            if (answer == RegistryScripts.LOST) {
                lose();
            } else if (finished) {
                forget();
            }
        }

        /** On any thread. */
        private void lose() {
            claim.context.runOnContext(
                    _ -> {
                        forget();
                        if (!ended) {
                            ended = true;
                            events.onTakenOver();
                            claim.holder.onTakenOver(clock.nowUs());
                        }
                    });
        }

        private boolean givenUp() {
            return finished && ++heartbeatsSinceFinish > FINISH_HEARTBEATS;
        }

        private void forget() {
            holds.remove(claim.sessionId, this);
        }
    }
}
