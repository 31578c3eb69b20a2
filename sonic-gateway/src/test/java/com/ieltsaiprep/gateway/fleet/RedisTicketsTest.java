package com.ieltsaiprep.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Ticket;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class RedisTicketsTest {
    private static final String SECRET = "s".repeat(43);

    private Vertx vertx;
    private FakeRedis redis;
    private RedisTickets tickets;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        redis = new FakeRedis(0);
        tickets = new RedisTickets(vertx, "redis://127.0.0.1:" + redis.port());
    }

    @AfterEach
    void stop() throws Exception {
        redis.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void takesATicketOnce() throws Exception {
        issue();

        assertThat(take()).isEqualTo(new Tickets.Taken("session", "user"));
        assertThat(take()).isEqualTo(new Tickets.Unknown());
    }

    @Test
    void ofManyRacersExactlyOneGetsItAndNoneIsToldThatRedisIsAway() throws Exception {
        RedisTickets patient =
                new RedisTickets(
                        vertx, "redis://127.0.0.1:" + redis.port(), Duration.ofSeconds(10));
        issue();
        List<Future<Tickets.Result>> racers =
                Stream.generate(() -> patient.take(SECRET)).limit(200).toList();
        Future.join(racers).await(10, TimeUnit.SECONDS);

        List<Tickets.Result> results = racers.stream().map(Future::result).toList();
        assertThat(results).filteredOn(Tickets.Taken.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Tickets.Unknown.class::isInstance).hasSize(199);
    }

    @Test
    void aValueThatIsNotATicketIsNone() throws Exception {
        redis.values.put(Ticket.redisKey(SECRET), "[]");

        assertThat(take()).isEqualTo(new Tickets.Unknown());
    }

    @Test
    void failsClosedWithinASecondWhenRedisIsSilentAndRecoversByItself() throws Exception {
        issue();
        redis.silent(true);
        assertThat(take()).isEqualTo(new Tickets.StoreAway());

        redis.silent(false);
        awaitTaken();
    }

    @Test
    void failsClosedWhenRedisIsDownAndRecoversByItself() throws Exception {
        assertThat(tickets.answers().await(1, TimeUnit.SECONDS)).isTrue();
        int port = redis.port();
        redis.close();
        assertThat(take()).isEqualTo(new Tickets.StoreAway());
        assertThat(tickets.answers().await(1, TimeUnit.SECONDS)).isFalse();

        redis = new FakeRedis(port);
        issue();
        awaitTaken();
    }

    private void issue() {
        redis.values.put(Ticket.redisKey(SECRET), new Ticket("session", "user").toJson());
    }

    private Tickets.Result take() throws Exception {
        return tickets.take(SECRET).await(1, TimeUnit.SECONDS);
    }

    private void awaitTaken() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Tickets.Result result = take();
        while (!(result instanceof Tickets.Taken)) {
            assertThat(System.nanoTime()).as("within 10 s").isLessThan(deadline);
            result = take();
        }
    }
}
