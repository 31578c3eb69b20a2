package com.ieltsaiprep.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.CapturedLog;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.Ownership;
import com.ieltsaiprep.gateway.conversation.port.OwnershipListener;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Claims without a Redis that answers, and answers in an order that a real one cannot be made to.
 */
class RedisOwnershipFaultsIT {
    private static final ConversationIdentity SESSION =
            new ConversationIdentity("s", "user", Instant.EPOCH);

    private final List<String> counted = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private FakeRedis redis;
    private RedisOwnershipRegistry registry;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        redis = new FakeRedis();
        registry =
                new RedisOwnershipRegistry(
                        vertx,
                        "redis://127.0.0.1:" + redis.port(),
                        100,
                        () -> 7,
                        new Random(1),
                        new FleetObserver() {
                            @Override
                            public void onClaim(String result) {
                                counted.add(result);
                            }

                            @Override
                            public void onTakenOver() {
                                counted.add("taken over");
                            }

                            @Override
                            public void onRevoked() {
                                counted.add("revoked");
                            }
                        });
    }

    @AfterEach
    void stop() throws Exception {
        redis.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void grantsLocallyIfRedisDoesNotAnswerWithin250Ms() throws Exception {
        redis.silent(true);
        long from = System.nanoTime();

        assertThat(claim(4).next()).isEqualTo("granted 5");
        assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(counted).containsExactly("granted_locally");
    }

    @Test
    void grantsLocallyIfRedisAnswersWithAnError() throws Exception {
        assertThat(claim(0).next()).isEqualTo("granted 1");
    }

    @Test
    void grantsLocallyIfRedisIsDown() throws Exception {
        redis.close();

        assertThat(claim(9).next()).isEqualTo("granted 10");
    }

    @Test
    void theLaterOfTwoLocalGrantsWins() throws Exception {
        redis.close();
        Claimant phone = claim(4);
        assertThat(phone.next()).isEqualTo("granted 5");
        Claimant tablet = claim(2);

        assertThat(tablet.next()).isEqualTo("granted 6");
        assertThat(phone.next()).isEqualTo("taken over");
        assertThat(counted).containsExactly("granted_locally", "granted_locally", "taken over");
    }

    @Test
    void supersedesTheLowerGenerationOfTwoClaimsOnThisNodeAlsoIfItIsAnsweredLast()
            throws Exception {
        redis.generations.addAll(List.of(8L, 7L));
        Claimant phone = claim(6);
        assertThat(phone.next()).isEqualTo("granted 8");
        Claimant tablet = claim(6);

        assertThat(tablet.next()).isEqualTo("superseded");
        drainLoop(phone);
        assertThat(tablet.callbacks).isEmpty();
        assertThat(phone.callbacks).isEmpty();
        assertThat(counted).containsExactly("granted", "superseded");
    }

    @Test
    void sendsRedisTheGenerationThatThisNodeOwns() throws Exception {
        redis.generations.addAll(List.of(8L, 9L));
        assertThat(claim(6).next()).isEqualTo("granted 8");
        assertThat(claim(6).next()).isEqualTo("granted 9");

        assertThat(redis.claims).containsExactly("6 1 0", "6 1 8");
    }

    @Test
    void aRenewalDoesNotOvertakeTheAnswerToAClaimOnThisNode() throws Exception {
        redis.generations.add(8L);
        Claimant before = claim(6);
        assertThat(before.next()).isEqualTo("granted 8");
        Claimant again = new Claimant(before.context, before::release);
        redis.takeOver();
        again.context.runOnContext(
                _ -> {
                    registry.claim(SESSION, 8, 1, again);
                    before.acknowledge(5);
                });

        assertThat(again.next()).isEqualTo("granted 9");
        drainLoop(before);
        assertThat(before.callbacks).isEmpty();
    }

    @Test
    void aRenewalReportsTheLossOfAnOwnership() throws Exception {
        redis.generations.add(8L);
        Claimant phone = claim(6);
        assertThat(phone.next()).isEqualTo("granted 8");
        redis.takeOver();

        assertThat(phone.next()).isEqualTo("taken over");
    }

    @Test
    void anOlderOwnerOnThisNodeIsNotifiedAfterTheNewOne() throws Exception {
        redis.close();
        Claimant before = claim(4);
        assertThat(before.next()).isEqualTo("granted 5");
        List<String> inOrder = new CopyOnWriteArrayList<>();
        Claimant again = new Claimant(before.context, () -> inOrder.addAll(before.callbacks));
        again.context.runOnContext(_ -> registry.claim(SESSION, 5, 1, again));

        assertThat(before.next()).isEqualTo("taken over");
        assertThat(again.next()).isEqualTo("granted 6");
        assertThat(inOrder).isEmpty();
    }

    @Test
    void anExceptionOfAListenerIsLoggedWithoutItsMessageAndReleasesTheOwnership() throws Exception {
        redis.close();
        try (CapturedLog log = new CapturedLog()) {
            Claimant phone =
                    new Claimant(
                            vertx.getOrCreateContext(),
                            () -> {
                                throw new IllegalStateException("canary");
                            });
            phone.context.runOnContext(_ -> registry.claim(SESSION, 4, 1, phone));
            assertThat(phone.next()).isEqualTo("granted 5");
            drainLoop(phone);

            assertThat(log.lines())
                    .anyMatch(
                            line ->
                                    line.startsWith(
                                            "event=internal_error session=s"
                                                    + " cause=java.lang.IllegalStateException"))
                    .noneMatch(line -> line.contains("canary"));
            assertThat(claim(4).next()).isEqualTo("granted 5");
            drainLoop(phone);
            assertThat(phone.callbacks).isEmpty();
        }
    }

    @Test
    void doesNotReportRedisUnavailableBeforeItIsNeeded() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            redis.silent(true);
            vertx.timer(1_500, TimeUnit.MILLISECONDS).await(5, TimeUnit.SECONDS);
            assertThat(log.lines()).noneMatch(line -> line.contains("redis_unavailable"));

            assertThat(claim(4).next()).isEqualTo("granted 5");
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("redis_unavailable for=registry"));
        }
    }

    @Test
    void aReleasedOwnershipIsNotNotifiedOfATakeover() throws Exception {
        redis.close();
        Claimant phone = claim(4);
        assertThat(phone.next()).isEqualTo("granted 5");
        phone.context.runOnContext(_ -> phone.release());
        Claimant tablet = claim(4);

        assertThat(tablet.next()).isEqualTo("granted 5");
        assertThat(phone.callbacks).isEmpty();
    }

    /** Waits until the tasks on a claimant's event loop are done. */
    private static void drainLoop(Claimant claimant) throws Exception {
        Promise<Void> done = Promise.promise();
        claimant.context.runOnContext(_ -> done.complete());
        done.future().await(5, TimeUnit.SECONDS);
    }

    private Claimant claim(long generation) {
        Claimant claimant = new Claimant(vertx.getOrCreateContext(), () -> {});
        claimant.context.runOnContext(_ -> registry.claim(SESSION, generation, 1, claimant));
        return claimant;
    }

    /** Listener that records its callbacks, and that they come on its own event loop. */
    private static final class Claimant implements OwnershipListener {
        private final Context context;
        private final Runnable onGranted;
        private final BlockingQueue<String> callbacks = new LinkedBlockingQueue<>();
        private @Nullable Ownership ownership;

        /**
         * @param onGranted run once the claim is granted
         */
        private Claimant(Context context, Runnable onGranted) {
            this.context = context;
            this.onGranted = onGranted;
        }

        private String next() throws Exception {
            return callbacks.poll(5, TimeUnit.SECONDS);
        }

        private void release() {
            Objects.requireNonNull(ownership).release();
        }

        private void acknowledge(long counter) {
            Objects.requireNonNull(ownership).acknowledge(counter);
        }

        private void record(String what, long nowUs) {
            assertThat(nowUs).isEqualTo(7);
            callbacks.add(
                    context.equals(Vertx.currentContext())
                            ? what
                            : what + " on another event loop");
        }

        @Override
        public void onGranted(Ownership granted, long nowUs) {
            ownership = granted;
            record("granted " + granted.generation(), nowUs);
            onGranted.run();
        }

        @Override
        public void onSuperseded(long nowUs) {
            record("superseded", nowUs);
        }

        @Override
        public void onFinished(long nowUs) {
            record("finished", nowUs);
        }

        @Override
        public void onTakenOver(long nowUs) {
            record("taken over", nowUs);
        }

        @Override
        public void onRevoked(long nowUs) {
            record("revoked", nowUs);
        }
    }
}
