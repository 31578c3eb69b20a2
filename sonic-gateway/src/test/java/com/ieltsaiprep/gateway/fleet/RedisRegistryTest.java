package com.ieltsaiprep.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.conversation.RegistryPort;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What becomes of claims without Redis; with a real one see RedisRegistryIT of the local stack. */
class RedisRegistryTest {
    private final List<String> counted = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private FakeRedis redis;
    private RedisRegistry registry;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        redis = new FakeRedis(0);
        registry =
                new RedisRegistry(
                        vertx,
                        "redis://127.0.0.1:" + redis.port(),
                        100,
                        () -> 7,
                        new Random(1),
                        new FleetEvents() {
                            @Override
                            public void onClaim(String result) {
                                counted.add(result);
                            }

                            @Override
                            public void onTakenOver() {
                                counted.add("taken over");
                            }
                        });
    }

    @AfterEach
    void stop() throws Exception {
        redis.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void grantsWhatASilentRedisDoesNotAnswerWithinAboutAQuarterOfASecond() throws Exception {
        redis.silent(true);
        long from = System.nanoTime();

        assertThat(claim("s", 4).next()).isEqualTo("granted 5");
        assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(counted).containsExactly("unregistered");
    }

    @Test
    void grantsWhatRedisAnswersWithAnError() throws Exception {
        assertThat(claim("s", 0).next()).isEqualTo("granted 1");
    }

    @Test
    void grantsAllAtOnceIfRedisIsDown() throws Exception {
        redis.close();

        assertThat(claim("s", 9).next()).isEqualTo("granted 10");
    }

    @Test
    void ofTwoClaimsWithoutRedisOnThisNodeTheLaterStays() throws Exception {
        redis.close();
        Claimant phone = claim("s", 4);
        assertThat(phone.next()).isEqualTo("granted 5");
        Claimant tablet = claim("s", 2);

        assertThat(tablet.next()).isEqualTo("granted 6");
        assertThat(phone.next()).isEqualTo("taken over");
        assertThat(counted).containsExactly("unregistered", "unregistered", "taken over");
    }

    @Test
    void ofTwoClaimsOnThisNodeTheHigherGenerationStaysWhicheverIsAnsweredFirst() throws Exception {
        redis.generations.addAll(List.of(8L, 7L));
        Claimant phone = claim("s", 6);
        assertThat(phone.next()).isEqualTo("granted 8");
        Claimant tablet = claim("s", 6);

        assertThat(tablet.next()).isEqualTo("granted 7");
        assertThat(tablet.next()).isEqualTo("taken over");
        assertThat(phone.told).isEmpty();
        assertThat(counted).containsExactly("granted", "granted", "taken over");
    }

    @Test
    void whoLetGoIsNotToldOfATakeover() throws Exception {
        redis.close();
        Claimant phone = claim("s", 4);
        assertThat(phone.next()).isEqualTo("granted 5");
        phone.letGo();
        Claimant tablet = claim("s", 4);

        assertThat(tablet.next()).isEqualTo("granted 5");
        assertThat(phone.told).isEmpty();
    }

    private Claimant claim(String sessionId, long generation) {
        Claimant claimant = new Claimant(vertx.getOrCreateContext());
        claimant.context.runOnContext(_ -> registry.claim(sessionId, generation, 1, claimant));
        return claimant;
    }

    /** Notes what it is told, and that it is told on its own event loop. */
    private static final class Claimant implements RegistryPort.Holder {
        private final Context context;
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private RegistryPort.@Nullable Tenure tenure;

        private Claimant(Context context) {
            this.context = context;
        }

        private String next() throws Exception {
            return told.poll(5, TimeUnit.SECONDS);
        }

        private void letGo() {
            context.runOnContext(_ -> Objects.requireNonNull(tenure).release());
        }

        private void note(String what, long nowUs) {
            assertThat(nowUs).isEqualTo(7);
            told.add(
                    context.equals(Vertx.currentContext())
                            ? what
                            : what + " on another event loop");
        }

        @Override
        public void onGranted(RegistryPort.Tenure granted, long nowUs) {
            tenure = granted;
            note("granted " + granted.generation(), nowUs);
        }

        @Override
        public void onSuperseded(long nowUs) {
            note("superseded", nowUs);
        }

        @Override
        public void onFinished(long nowUs) {
            note("finished", nowUs);
        }

        @Override
        public void onTakenOver(long nowUs) {
            note("taken over", nowUs);
        }
    }
}
