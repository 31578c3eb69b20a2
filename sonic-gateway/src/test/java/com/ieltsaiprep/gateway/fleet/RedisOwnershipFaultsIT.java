package com.ieltsaiprep.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.CapturedLog;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.Ownership;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Claims without a Redis that answers, and answers in an order that a real one cannot be made to.
 */
class RedisOwnershipFaultsIT {
    private static final ConversationIdentity SESSION =
            new ConversationIdentity("s", "user", Instant.EPOCH);

    private final CountingFleetObserver observer = new CountingFleetObserver();
    private final List<RecordingOwnershipListener> listeners = new ArrayList<>();
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
                        observer);
    }

    @AfterEach
    void stop() throws Exception {
        redis.close();
        vertx.close().await(10, TimeUnit.SECONDS);
        assertThat(listeners).allMatch(it -> Set.of(7L).containsAll(it.timesUs));
    }

    @Test
    void grantsLocallyIfRedisDoesNotAnswerWithin250Ms() throws Exception {
        redis.silent(true);
        long from = System.nanoTime();

        assertThat(claim(4).next()).isEqualTo("granted 5");
        assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(observer.calls).containsExactly("granted_locally");
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
        RecordingOwnershipListener phone = claim(4);
        assertThat(phone.next()).isEqualTo("granted 5");
        RecordingOwnershipListener tablet = claim(2);

        assertThat(tablet.next()).isEqualTo("granted 6");
        assertThat(phone.next()).isEqualTo("taken over");
        assertThat(observer.calls)
                .containsExactly("granted_locally", "granted_locally", "taken over");
    }

    @Test
    void supersedesTheLowerGenerationOfTwoClaimsOnThisNodeAlsoIfItIsAnsweredLast()
            throws Exception {
        redis.generations.addAll(List.of(8L, 7L));
        RecordingOwnershipListener phone = claim(6);
        assertThat(phone.next()).isEqualTo("granted 8");
        RecordingOwnershipListener tablet = claim(6);

        assertThat(tablet.next()).isEqualTo("superseded");
        drainLoop(phone);
        assertThat(tablet.hasMore()).isFalse();
        assertThat(phone.hasMore()).isFalse();
        assertThat(observer.calls).containsExactly("granted", "superseded");
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
        RecordingOwnershipListener before = claim(6);
        assertThat(before.next()).isEqualTo("granted 8");
        RecordingOwnershipListener again = new RecordingOwnershipListener(before);
        again.onGranted(() -> before.with(Ownership::release));
        redis.takeOver();
        again.run(
                () -> {
                    registry.claim(SESSION, 8, 1, again);
                    before.with(ownership -> ownership.acknowledge(5));
                });

        assertThat(again.next()).isEqualTo("granted 9");
        drainLoop(before);
        assertThat(before.hasMore()).isFalse();
    }

    @Test
    void aRenewalReportsTheLossOfAnOwnership() throws Exception {
        redis.generations.add(8L);
        RecordingOwnershipListener phone = claim(6);
        assertThat(phone.next()).isEqualTo("granted 8");
        redis.takeOver();

        assertThat(phone.next()).isEqualTo("taken over");
    }

    @Test
    void anOlderOwnerOnThisNodeIsNotifiedAfterTheNewOne() throws Exception {
        redis.close();
        RecordingOwnershipListener before = claim(4);
        assertThat(before.next()).isEqualTo("granted 5");
        List<String> inOrder = new CopyOnWriteArrayList<>();
        RecordingOwnershipListener again = new RecordingOwnershipListener(before);
        again.onGranted(() -> inOrder.addAll(before.pending()));
        again.claim(registry, SESSION, 5, 1);

        assertThat(before.next()).isEqualTo("taken over");
        assertThat(again.next()).isEqualTo("granted 6");
        assertThat(inOrder).isEmpty();
    }

    @Test
    void anExceptionOfAListenerIsLoggedWithoutItsMessageAndReleasesTheOwnership() throws Exception {
        redis.close();
        try (CapturedLog log = new CapturedLog()) {
            RecordingOwnershipListener phone = listener();
            phone.onGranted(
                    () -> {
                        throw new IllegalStateException("canary");
                    });
            phone.claim(registry, SESSION, 4, 1);
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
            assertThat(phone.hasMore()).isFalse();
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
        RecordingOwnershipListener phone = claim(4);
        assertThat(phone.next()).isEqualTo("granted 5");
        phone.with(Ownership::release);
        RecordingOwnershipListener tablet = claim(4);

        assertThat(tablet.next()).isEqualTo("granted 5");
        assertThat(phone.hasMore()).isFalse();
    }

    /** Waits until the tasks on a listener's event loop are done. */
    private static void drainLoop(RecordingOwnershipListener listener) throws Exception {
        Promise<Void> done = Promise.promise();
        listener.run(() -> done.complete());
        done.future().await(5, TimeUnit.SECONDS);
    }

    private RecordingOwnershipListener claim(long generation) {
        return listener().claim(registry, SESSION, generation, 1);
    }

    private RecordingOwnershipListener listener() {
        RecordingOwnershipListener listener = new RecordingOwnershipListener(vertx);
        listeners.add(listener);
        return listener;
    }
}
