package com.ieltsaiprep.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.gateway.CapturedLog;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class RedisTicketsTest {
    private static final String SECRET = "s".repeat(43);

    private static final int MANY = 200;

    private Vertx vertx;
    private FakeRedis redis;
    private RedisTickets tickets;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        redis = new FakeRedis(0);
        tickets = tickets(MANY);
    }

    @AfterEach
    void stop() throws Exception {
        redis.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void redeemsATicketOnce() throws Exception {
        issue();

        assertThat(redeem()).isEqualTo(new Tickets.Redeemed("session", "user"));
        assertThat(redeem()).isEqualTo(new Tickets.Unknown());
    }

    @Test
    void oneOfManyConcurrentRequestsRedeemsATicket() throws Exception {
        issue();
        List<Future<Tickets.Result>> racers =
                Stream.generate(() -> tickets.redeem(SECRET)).limit(50).toList();
        Future.join(racers).await(10, TimeUnit.SECONDS);

        assertThat(racers.stream().map(Future::result))
                .filteredOn(Tickets.Redeemed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void answersManyConcurrentRequests() throws Exception {
        assertThat(
                        Future.join(redemptions(MANY))
                                .await(10, TimeUnit.SECONDS)
                                .<Tickets.Result>list())
                .hasSize(MANY)
                .containsOnly(new Tickets.Unknown());
    }

    @Test
    void refusesMoreThanMayWaitAndDoesNotReportRedisUnavailable() throws Exception {
        tickets = tickets(1);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(
                            Future.join(redemptions(MANY))
                                    .await(10, TimeUnit.SECONDS)
                                    .<Tickets.Result>list())
                    .contains(new Tickets.StoreUnavailable(), new Tickets.Unknown());
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void refusesAValueThatIsNotATicket() throws Exception {
        redis.values.put(Ticket.redisKey(SECRET), "[]");

        assertThat(redeem()).isEqualTo(new Tickets.Unknown());
    }

    @Test
    void failsClosedWithinAboutASecondWhenRedisDoesNotAnswerAndRecovers() throws Exception {
        issue();
        redis.silent(true);
        assertThat(redeem()).isEqualTo(new Tickets.StoreUnavailable());

        redis.silent(false);
        awaitRedeemed();
    }

    @Test
    void failsClosedWhenRedisIsDownAndRecovers() throws Exception {
        assertThat(tickets.isAvailable().await(2, TimeUnit.SECONDS)).isTrue();
        int port = redis.port();
        redis.close();
        assertThat(redeem()).isEqualTo(new Tickets.StoreUnavailable());
        assertThat(tickets.isAvailable().await(2, TimeUnit.SECONDS)).isFalse();

        redis = new FakeRedis(port);
        issue();
        awaitRedeemed();
    }

    private void issue() {
        redis.values.put(Ticket.redisKey(SECRET), new Ticket("session", "user").toJson());
    }

    private Tickets.Result redeem() throws Exception {
        return tickets.redeem(SECRET).await(2, TimeUnit.SECONDS);
    }

    private RedisTickets tickets(int maxWaiting) {
        return new RedisTickets(vertx, "redis://127.0.0.1:" + redis.port(), maxWaiting);
    }

    /** Redeems from one event loop, as upgrades do. */
    private List<Future<Tickets.Result>> redemptions(int count) throws Exception {
        Promise<List<Future<Tickets.Result>>> redemptions = Promise.promise();
        vertx.runOnContext(
                _ ->
                        redemptions.complete(
                                Stream.generate(() -> tickets.redeem(SECRET))
                                        .limit(count)
                                        .toList()));
        return redemptions.future().await(10, TimeUnit.SECONDS);
    }

    private void awaitRedeemed() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Tickets.Result result = redeem();
        while (!(result instanceof Tickets.Redeemed)) {
            assertThat(System.nanoTime()).as("within 10 s").isLessThan(deadline);
            result = redeem();
        }
    }
}
