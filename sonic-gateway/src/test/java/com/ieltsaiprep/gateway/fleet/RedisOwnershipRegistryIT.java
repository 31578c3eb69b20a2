package com.ieltsaiprep.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.testing.LocalRedis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

@ResourceLock(LocalRedis.LOCK)
class RedisOwnershipRegistryIT {
    private final CountingFleetObserver observer = new CountingFleetObserver();
    @RegisterExtension private final LocalRedis server = new LocalRedis();
    private Vertx vertx;
    private Redis redis;
    private RedisOwnershipRegistry first;
    private RedisOwnershipRegistry second;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        redis = Redis.createClient(vertx, server.url());
        first = node();
        second = node();
        // A first command loads classes for longer than a claim waits.
        await(
                () ->
                        new RecordingOwnershipListener(vertx)
                                .claim(first, "warm", 0, 0)
                                .next()
                                .equals("granted 1"));
        observer.calls.clear();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void eachClaimHasAHigherGenerationThanAllBeforeAndThanItsCapsule() throws Exception {
        assertThat(listener().claim(first, "s", 0, 0).next()).isEqualTo("granted 1");
        assertThat(listener().claim(second, "s", 1, 3).next()).isEqualTo("granted 2");
        assertThat(listener().claim(first, "s", 1, 3).next()).isEqualTo("granted 3");
        assertThat(listener().claim(second, "s", 9, 3).next()).isEqualTo("granted 10");
        assertThat(listener().claim(first, "other", 4, 3).next()).isEqualTo("granted 5");
        assertThat(observer.count("granted")).isEqualTo(5);
    }

    @Test
    void anOwnerThatLosesAConversationIsNotifiedOnceAtTheNextHeartbeat() throws Exception {
        RecordingOwnershipListener old = listener().claim(first, "s", 0, 0);
        assertThat(old.next()).isEqualTo("granted 1");
        RecordingOwnershipListener newer = listener().claim(second, "s", 1, 1);
        assertThat(newer.next()).isEqualTo("granted 2");

        assertThat(old.next()).isEqualTo("taken over");
        old.with(ownership -> ownership.acknowledge(99));
        old.with(ownership -> ownership.finish());
        awaitHeartbeats();
        assertThat(old.hasMore()).isFalse();
        assertThat(newer.hasMore()).isFalse();
        assertThat(stored("s")).containsEntry("acknowledged", "1").doesNotContainKey("finished");
        assertThat(observer.count("taken over")).isEqualTo(1);
    }

    @Test
    void aReleasedOwnerIsNotNotified() throws Exception {
        RecordingOwnershipListener old = listener().claim(first, "s", 0, 0);
        assertThat(old.next()).isEqualTo("granted 1");
        old.with(ownership -> ownership.release());
        assertThat(listener().claim(second, "s", 1, 1).next()).isEqualTo("granted 2");

        awaitHeartbeats();
        assertThat(old.hasMore()).isFalse();
        assertThat(stored("s")).containsEntry("generation", "2");
    }

    @Test
    void aCapsuleOlderThanTheNewestAcknowledgedIsSuperseded() throws Exception {
        RecordingOwnershipListener phone = listener().claim(first, "s", 0, 0);
        assertThat(phone.next()).isEqualTo("granted 1");
        phone.with(ownership -> ownership.acknowledge(5));
        phone.with(ownership -> ownership.acknowledge(4));
        await(() -> "5".equals(stored("s").get("acknowledged")));

        assertThat(listener().claim(second, "s", 1, 4).next()).isEqualTo("superseded");
        assertThat(phone.hasMore()).isFalse();
        assertThat(listener().claim(second, "s", 1, 5).next()).isEqualTo("granted 2");
        assertThat(listener().claim(first, "s", 1, 4).next()).isEqualTo("superseded");
        assertThat(observer.count("superseded")).isEqualTo(2);
    }

    @Test
    void aConversationMayRestartUntilACapsuleIsAcknowledged() throws Exception {
        assertThat(listener().claim(first, "s", 0, 0).next()).isEqualTo("granted 1");
        RecordingOwnershipListener phone = listener().claim(first, "s", 0, 0);
        assertThat(phone.next()).isEqualTo("granted 2");
        phone.with(ownership -> ownership.acknowledge(1));
        await(() -> "1".equals(stored("s").get("acknowledged")));

        assertThat(listener().claim(second, "s", 0, 0).next()).isEqualTo("superseded");
        assertThat(phone.hasMore()).isFalse();
        assertThat(listener().claim(second, "s", 2, 1).next()).isEqualTo("granted 3");
        assertThat(listener().claim(second, "s", 0, 0).next()).isEqualTo("superseded");
        assertThat(observer.count("superseded")).isEqualTo(2);
    }

    @Test
    void aRestartSupersedesEarlierCapsules() throws Exception {
        assertThat(listener().claim(first, "s", 0, 0).next()).isEqualTo("granted 1");
        assertThat(listener().claim(second, "s", 0, 0).next()).isEqualTo("granted 2");

        assertThat(listener().claim(first, "s", 1, 6).next()).isEqualTo("superseded");
        assertThat(listener().claim(second, "s", 2, 1).next()).isEqualTo("granted 3");
    }

    @Test
    void resumingFromACapsuleAcknowledgesIt() throws Exception {
        assertThat(listener().claim(first, "s", 3, 5).next()).isEqualTo("granted 4");
        assertThat(listener().claim(second, "s", 3, 4).next()).isEqualTo("superseded");

        send(Request.cmd(Command.FLUSHALL));
        await(() -> stored("s").containsKey("acknowledged"));
        assertThat(listener().claim(second, "s", 3, 4).next()).isEqualTo("superseded");
        assertThat(listener().claim(second, "s", 2, 6).next()).isEqualTo("superseded");
        assertThat(listener().claim(second, "s", 3, 5).next()).isEqualTo("granted 5");
    }

    @Test
    void aClaimAfterAFlushHasANewerGenerationThanItsNodes() throws Exception {
        RecordingOwnershipListener before = listener().claim(first, "s", 6, 1);
        assertThat(before.next()).isEqualTo("granted 7");
        send(Request.cmd(Command.FLUSHALL));

        assertThat(listener().claim(first, "s", 6, 1).next()).isEqualTo("granted 8");
        assertThat(before.next()).isEqualTo("taken over");
    }

    @Test
    void aFinishedConversationCannotBeResumed() throws Exception {
        RecordingOwnershipListener phone = listener().claim(first, "s", 0, 0);
        assertThat(phone.next()).isEqualTo("granted 1");
        phone.with(ownership -> ownership.finish());
        await(() -> "1".equals(stored("s").get("finished")));

        assertThat(listener().claim(second, "s", 1, 7).next()).isEqualTo("finished");
        assertThat(listener().claim(second, "s", 0, 0).next()).isEqualTo("finished");
        assertThat(observer.count("finished")).isEqualTo(2);
    }

    @Test
    void ofConcurrentClaimsExactlyOneRemains() throws Exception {
        List<RecordingOwnershipListener> racers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            racers.add(listener().claim(i % 2 == 0 ? first : second, "s", 3, 1));
        }
        List<String> granted = new ArrayList<>();
        for (RecordingOwnershipListener racer : racers) {
            String notifications = racer.next();
            if (notifications.equals("superseded")) {
                continue; // A newer one of its node was answered before it.
            }
            granted.add(notifications);
            if (!notifications.equals("granted 43")) {
                assertThat(racer.next()).isEqualTo("taken over");
            }
        }
        assertThat(granted)
                .doesNotHaveDuplicates()
                .contains("granted 43")
                .allMatch(notifications -> notifications.startsWith("granted "));
        awaitHeartbeats();
        assertThat(racers).noneMatch(RecordingOwnershipListener::hasMore);
    }

    @Test
    void aFlushedRegistryIsRestoredByHeartbeats() throws Exception {
        RecordingOwnershipListener phone = listener().claim(first, "s", 6, 1);
        assertThat(phone.next()).isEqualTo("granted 7");
        phone.with(ownership -> ownership.acknowledge(5));
        await(() -> "5".equals(stored("s").get("acknowledged")));
        Map<String, String> before = stored("s");

        send(Request.cmd(Command.FLUSHALL));
        send(Request.cmd(Command.SCRIPT).arg("FLUSH"));
        await(() -> stored("s").equals(before));
        assertThat(phone.hasMore()).isFalse();
        assertThat(listener().claim(second, "s", 6, 4).next()).isEqualTo("superseded");
        assertThat(listener().claim(second, "s", 7, 5).next()).isEqualTo("granted 8");
        assertThat(phone.next()).isEqualTo("taken over");
    }

    @Test
    void anOlderStateAfterAFailoverIsCorrected() throws Exception {
        RecordingOwnershipListener phone = listener().claim(first, "s", 6, 1);
        assertThat(phone.next()).isEqualTo("granted 7");
        Request older = Request.cmd(Command.HSET).arg("conversation:s");
        List.of("generation", "6", "owner", "before", "acknowledged", "50", "began", "9")
                .forEach(older::arg);
        send(older);

        await(() -> "7".equals(stored("s").get("generation")));
        assertThat(stored("s")).containsEntry("acknowledged", "1").containsEntry("began", "6");
        assertThat(stored("s").get("owner")).isNotEqualTo("before");
        assertThat(phone.hasMore()).isFalse();
    }

    @Test
    void withoutRedisClaimsAreGrantedAtOnceAndReconciledAfterwards() throws Exception {
        RecordingOwnershipListener before = listener().claim(first, "kept", 0, 0);
        assertThat(before.next()).isEqualTo("granted 1");
        server.stop();
        RecordingOwnershipListener phone = listener().claim(first, "s", 3, 9);
        RecordingOwnershipListener tablet = listener().claim(second, "s", 3, 9);

        assertThat(phone.next()).isEqualTo("granted 4");
        assertThat(tablet.next()).isEqualTo("granted 4");
        assertThat(observer.count("granted_locally")).isEqualTo(2);

        server.start();
        await(() -> phone.hasMore() || tablet.hasMore());
        RecordingOwnershipListener lost = phone.hasMore() ? phone : tablet;
        RecordingOwnershipListener stays = phone.hasMore() ? tablet : phone;
        assertThat(lost.next()).isEqualTo("taken over");
        await(() -> stored("kept").containsKey("owner"));
        awaitHeartbeats();
        assertThat(stays.hasMore()).isFalse();
        assertThat(before.hasMore()).isFalse();
        assertThat(listener().claim(first, "s", 3, 9).next()).isEqualTo("granted 5");
    }

    @Test
    void aConversationFinishedWithoutRedisIsFinishedAfterwards() throws Exception {
        RecordingOwnershipListener phone = listener().claim(first, "s", 0, 0);
        assertThat(phone.next()).isEqualTo("granted 1");
        server.stop();
        phone.with(ownership -> ownership.finish());

        server.start();
        await(() -> "1".equals(stored("s").get("finished")));
        assertThat(listener().claim(second, "s", 1, 1).next()).isEqualTo("finished");
    }

    @Test
    void aConversationExpiresFortySixMinutesAfterTheLastHeartbeat() throws Exception {
        RecordingOwnershipListener phone = listener().claim(first, "s", 0, 0);
        assertThat(phone.next()).isEqualTo("granted 1");
        send(Request.cmd(Command.EXPIRE).arg("conversation:s").arg(100));

        await(() -> secondsLeft() > 2_750);
        assertThat(secondsLeft()).isLessThanOrEqualTo(46 * 60);
    }

    /** Waits until both nodes have sent a heartbeat for each of their conversations. */
    private void awaitHeartbeats() throws Exception {
        for (RedisOwnershipRegistry node : List.of(first, second)) {
            String session = session(node);
            assertThat(listener().claim(node, session, 0, 0).next()).isEqualTo("granted 1");
            send(Request.cmd(Command.DEL).arg("conversation:" + session));
        }
        await(() -> stored(session(first)).containsKey("owner"));
        await(() -> stored(session(second)).containsKey("owner"));
    }

    private String session(RedisOwnershipRegistry node) {
        return node.equals(first) ? "of-first" : "of-second";
    }

    private RedisOwnershipRegistry node() {
        return new RedisOwnershipRegistry(
                vertx,
                server.url(),
                100,
                () -> System.nanoTime() / 1_000,
                new SecureRandom(),
                observer);
    }

    private RecordingOwnershipListener listener() {
        return new RecordingOwnershipListener(vertx);
    }

    private Map<String, String> stored(String sessionId) throws Exception {
        Response all = send(Request.cmd(Command.HGETALL).arg("conversation:" + sessionId));
        Map<String, String> stored = new TreeMap<>();
        if (all != null) {
            all.getKeys().forEach(key -> stored.put(key, String.valueOf(all.get(key))));
        }
        return stored;
    }

    private long secondsLeft() throws Exception {
        Response ttl = send(Request.cmd(Command.TTL).arg("conversation:s"));
        return Long.parseLong(String.valueOf(ttl));
    }

    private @Nullable Response send(Request request) throws Exception {
        return redis.send(request).await(5, TimeUnit.SECONDS);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("within 10 s").isLessThan(deadline);
        }
    }
}
