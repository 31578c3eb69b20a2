package com.ieltsaiprep.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ieltsaiprep.common.EndedConversations;
import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.common.testing.LocalRedis;
import com.ieltsaiprep.gateway.CapturedLog;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;

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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@ResourceLock(LocalRedis.LOCK)
class RedisTicketsIT {
    private static final Instant SIGNED_IN = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Tickets.Result REDEEMED =
            new Tickets.Redeemed(new ConversationIdentity("session", "user", SIGNED_IN));
    private static final Tickets.Result UNKNOWN = new Tickets.Unknown();
    private static final Tickets.Result UNAVAILABLE = new Tickets.StoreUnavailable();
    private static final int MANY = 200;

    @RegisterExtension private final LocalRedis server = new LocalRedis();
    private final SecureRandom random = new SecureRandom();
    private Vertx vertx;
    private Redis redis;
    private RedisTickets tickets;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        redis = Redis.createClient(vertx, server.url());
        tickets = tickets(MANY);
    }

    @AfterEach
    void stop() throws Exception {
        server.thaw();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void redeemsATicketOnce() throws Exception {
        String secret = issue();

        assertThat(redeem(secret)).isEqualTo(REDEEMED);
        assertThat(redeem(secret)).isEqualTo(UNKNOWN);
    }

    @Test
    void ofConcurrentRedemptionsOnTwoNodesExactlyOneSucceeds() throws Exception {
        RedisTickets otherNode = tickets(MANY);
        for (int round = 0; round < 50; round++) {
            String secret = issue();
            List<Future<Tickets.Result>> racers =
                    Stream.of(tickets, otherNode, tickets, otherNode)
                            .map(node -> node.redeem(secret))
                            .toList();
            Future.join(racers).await(10, TimeUnit.SECONDS);

            assertThat(racers.stream().map(Future::result)).containsOnlyOnce(REDEEMED);
        }
    }

    @Test
    void answersManyConcurrentRequests() throws Exception {
        assertThat(redeemMany()).hasSize(MANY).containsOnly(UNKNOWN);
    }

    @Test
    void refusesMoreThanMayWaitAndDoesNotReportRedisUnavailable() throws Exception {
        tickets = tickets(1);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(redeemMany()).contains(UNAVAILABLE, UNKNOWN);
            assertThat(log.lines()).noneMatch(line -> line.contains("redis_unavailable"));
        }
    }

    @Test
    void refusesAValueThatIsNotATicket() throws Exception {
        String secret = Ticket.newSecret(random);
        store(secret, "[]");

        assertThat(redeem(secret)).isEqualTo(UNKNOWN);
    }

    /** Marks, each with whether it ends the ticket. */
    static Stream<Arguments> marks() {
        return Stream.of(
                arguments("user", EndedConversations.ALL, true),
                arguments("session", EndedConversations.ALL, true),
                arguments("user", EndedConversations.signedInBefore(SIGNED_IN.plusMillis(1)), true),
                arguments("user", EndedConversations.signedInBefore(SIGNED_IN), false),
                arguments("other", EndedConversations.ALL, false));
    }

    @ParameterizedTest
    @MethodSource("marks")
    void refusesATicketOfASignInOrSessionThatHasEnded(String id, String mark, boolean ends)
            throws Exception {
        String secret = issue();
        mark(id, mark);

        assertThat(redeem(secret)).isEqualTo(ends ? UNKNOWN : REDEEMED);
    }

    @Test
    void usesATicketUpWhoseMarksCannotBeRead() throws Exception {
        String secret = issue();
        mark("user", "unreadable");

        assertThat(redeem(secret)).isEqualTo(UNAVAILABLE);
        assertThat(redeem(secret)).isEqualTo(UNKNOWN);
    }

    private void mark(String id, String mark) throws Exception {
        redis.send(Request.cmd(Command.SET).arg(EndedConversations.redisKey(id)).arg(mark))
                .await(5, TimeUnit.SECONDS);
    }

    @Test
    void failsClosedWithinAboutASecondWhenRedisDoesNotAnswerAndRecovers() throws Exception {
        String unused = issue();
        server.freeze();
        assertThat(redeem(unused)).isEqualTo(UNAVAILABLE);

        server.thaw();
        awaitRedeemed(issue());
    }

    @Test
    void failsClosedWhenRedisIsDownAndRecovers() throws Exception {
        assertThat(tickets.isAvailable().await(2, TimeUnit.SECONDS)).isTrue();
        server.stop();
        assertThat(redeem(Ticket.newSecret(random))).isEqualTo(UNAVAILABLE);
        assertThat(tickets.isAvailable().await(2, TimeUnit.SECONDS)).isFalse();

        server.start();
        awaitRedeemed(issue());
    }

    private String issue() throws Exception {
        String secret = Ticket.newSecret(random);
        store(secret, new Ticket("session", "user", SIGNED_IN).toJson());
        return secret;
    }

    private void store(String secret, String value) throws Exception {
        redis.send(
                        Request.cmd(Command.SET)
                                .arg(Ticket.redisKey(secret))
                                .arg(value)
                                .arg("EX")
                                .arg(Ticket.LIFETIME_SECONDS))
                .await(5, TimeUnit.SECONDS);
    }

    private Tickets.Result redeem(String secret) throws Exception {
        return tickets.redeem(secret).await(5, TimeUnit.SECONDS);
    }

    private RedisTickets tickets(int maxWaiting) {
        return new RedisTickets(vertx, server.url(), maxWaiting);
    }

    /** Redeems unknown tickets at once on one event loop, as upgrades do. */
    private List<Tickets.Result> redeemMany() throws Exception {
        Promise<List<Future<Tickets.Result>>> redemptions = Promise.promise();
        vertx.runOnContext(
                _ ->
                        redemptions.complete(
                                Stream.generate(() -> tickets.redeem("A".repeat(43)))
                                        .limit(MANY)
                                        .toList()));
        return Future.join(redemptions.future().await(10, TimeUnit.SECONDS))
                .await(10, TimeUnit.SECONDS)
                .list();
    }

    private void awaitRedeemed(String secret) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!redeem(secret).equals(REDEEMED)) {
            assertThat(System.nanoTime()).as("within 10 s").isLessThan(deadline);
        }
    }
}
