package com.ieltsaiprep.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ieltsaiprep.common.EndedConversations;
import com.ieltsaiprep.common.testing.LocalRedis;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Conversations that the API ends by marks in Redis. */
@ResourceLock(LocalRedis.LOCK)
class RevokedOwnershipIT {
    private static final Instant SIGNED_IN = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final ConversationIdentity IDENTITY =
            new ConversationIdentity("s", "anna", SIGNED_IN);

    @RegisterExtension private final LocalRedis server = new LocalRedis();
    private final CountingFleetObserver observer = new CountingFleetObserver();
    private Vertx vertx;
    private RedisOwnershipRegistry registry;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        registry =
                new RedisOwnershipRegistry(
                        vertx,
                        server.url(),
                        100,
                        () -> System.nanoTime() / 1_000,
                        new SecureRandom(),
                        observer);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** Marks that end a conversation of {@link #IDENTITY}. */
    static Stream<Arguments> endingMarks() {
        return Stream.of(
                arguments("anna", EndedConversations.signedInBefore(SIGNED_IN.plusMillis(1))),
                arguments("anna", EndedConversations.ALL),
                arguments("s", EndedConversations.ALL));
    }

    @ParameterizedTest
    @MethodSource("endingMarks")
    void aMarkEndsTheConversationOnItsNodeWithinSeconds(String id, String mark) throws Exception {
        RecordingOwnershipListener phone = claim(IDENTITY);
        assertThat(phone.next()).isEqualTo("granted 1");

        set(EndedConversations.redisKey(id), mark);

        assertThat(phone.next()).isEqualTo("revoked");
        awaitRenewals();
        assertThat(phone.hasMore()).isFalse();
        assertThat(observer.calls).containsOnlyOnce("revoked").doesNotContain("taken over");
    }

    @Test
    void aMarkSparesLaterSignInsAndOtherUsersAndSessions() throws Exception {
        RecordingOwnershipListener phone = claim(IDENTITY);
        assertThat(phone.next()).isEqualTo("granted 1");

        set(EndedConversations.redisKey("anna"), EndedConversations.signedInBefore(SIGNED_IN));
        set(EndedConversations.redisKey("other"), EndedConversations.ALL);

        awaitRenewals();
        assertThat(phone.hasMore()).isFalse();
    }

    @Test
    void aMarkEndsAConversationThatWasGrantedWithoutRedis() throws Exception {
        server.stop();
        RecordingOwnershipListener phone = claim(IDENTITY);
        assertThat(phone.next()).isEqualTo("granted 1");

        server.start();
        awaitRenewals();
        set(EndedConversations.redisKey("anna"), EndedConversations.ALL);

        assertThat(phone.next()).isEqualTo("revoked");
    }

    @Test
    void aFinishedConversationIsNotRevoked() throws Exception {
        RecordingOwnershipListener phone = claim(IDENTITY);
        assertThat(phone.next()).isEqualTo("granted 1");
        set(EndedConversations.redisKey("anna"), EndedConversations.ALL);
        phone.with(ownership -> ownership.finish());

        awaitRenewals();
        assertThat(phone.hasMore()).isFalse();
    }

    private RecordingOwnershipListener claim(ConversationIdentity identity) {
        return new RecordingOwnershipListener(vertx).claim(registry, identity, 0, 0);
    }

    /** Waits until Redis has answered a renewal: it restores a conversation that was deleted. */
    private void awaitRenewals() throws Exception {
        ConversationIdentity other = new ConversationIdentity("watched", "watcher", SIGNED_IN);
        assertThat(claim(other).next()).startsWith("granted");
        for (int i = 0; i < 2; i++) {
            server.command("DEL conversation:watched");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (server.command("EXISTS conversation:watched").equals(":0")) {
                assertThat(System.nanoTime()).as("within 10 s").isLessThan(deadline);
            }
        }
    }

    private void set(String key, String value) {
        server.command("SET " + key + " " + value);
    }
}
