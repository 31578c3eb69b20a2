package com.ieltsaiprep.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.gateway.LogLines;

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
    void takesATicketOnce() throws Exception {
        issue();

        assertThat(take()).isEqualTo(new Tickets.Redeemed("session", "user"));
        assertThat(take()).isEqualTo(new Tickets.Unknown());
    }

    @Test
    void ofManyRacersExactlyOneGetsIt() throws Exception {
        issue();
        List<Future<Tickets.Result>> racers =
                Stream.generate(() -> tickets.take(SECRET)).limit(50).toList();
        Future.join(racers).await(10, TimeUnit.SECONDS);

        assertThat(racers.stream().map(Future::result))
                .filteredOn(Tickets.Redeemed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void manyAtOnceAllGetAnAnswer() throws Exception {
        assertThat(Future.join(takes(MANY)).await(10, TimeUnit.SECONDS).<Tickets.Result>list())
                .hasSize(MANY)
                .containsOnly(new Tickets.Unknown());
    }

    @Test
    void moreThanMayWaitAreRefusedAndRedisIsNotTakenForAway() throws Exception {
        tickets = tickets(1);
        try (LogLines log = new LogLines()) {
            assertThat(Future.join(takes(MANY)).await(10, TimeUnit.SECONDS).<Tickets.Result>list())
                    .contains(new Tickets.StoreUnavailable(), new Tickets.Unknown());
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void aValueThatIsNotATicketIsNone() throws Exception {
        redis.values.put(Ticket.redisKey(SECRET), "[]");

        assertThat(take()).isEqualTo(new Tickets.Unknown());
    }

    @Test
    void failsClosedInASecondOrSoWhenRedisIsSilentAndRecoversByItself() throws Exception {
        issue();
        redis.silent(true);
        assertThat(take()).isEqualTo(new Tickets.StoreUnavailable());

        redis.silent(false);
        awaitTaken();
    }

    @Test
    void failsClosedWhenRedisIsDownAndRecoversByItself() throws Exception {
        assertThat(tickets.answers().await(2, TimeUnit.SECONDS)).isTrue();
        int port = redis.port();
        redis.close();
        assertThat(take()).isEqualTo(new Tickets.StoreUnavailable());
        assertThat(tickets.answers().await(2, TimeUnit.SECONDS)).isFalse();

        redis = new FakeRedis(port);
        issue();
        awaitTaken();
    }

    private void issue() {
        redis.values.put(Ticket.redisKey(SECRET), new Ticket("session", "user").toJson());
    }

    private Tickets.Result take() throws Exception {
        return tickets.take(SECRET).await(2, TimeUnit.SECONDS);
    }

    private RedisTickets tickets(int maxTakes) {
        return new RedisTickets(vertx, "redis://127.0.0.1:" + redis.port(), maxTakes);
    }

    /** From one event loop, as upgrades are. */
    private List<Future<Tickets.Result>> takes(int count) throws Exception {
        Promise<List<Future<Tickets.Result>>> takes = Promise.promise();
        vertx.runOnContext(
                _ ->
                        takes.complete(
                                Stream.generate(() -> tickets.take(SECRET)).limit(count).toList()));
        return takes.future().await(10, TimeUnit.SECONDS);
    }

    private void awaitTaken() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Tickets.Result result = take();
        while (!(result instanceof Tickets.Redeemed)) {
            assertThat(System.nanoTime()).as("within 10 s").isLessThan(deadline);
            result = take();
        }
    }
}
