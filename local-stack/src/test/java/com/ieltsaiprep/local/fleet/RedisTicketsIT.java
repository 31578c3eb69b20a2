package com.ieltsaiprep.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Ticket;
import com.ieltsaiprep.gateway.fleet.RedisTickets;
import com.ieltsaiprep.gateway.fleet.Tickets;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import redis.embedded.RedisServer;

import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class RedisTicketsIT {
    private static final Tickets.Redeemed TAKEN = new Tickets.Redeemed("session", "user");

    private Vertx vertx;
    private RedisServer server;
    private String url;
    private RedisTickets tickets;

    @BeforeEach
    void start() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        server = new RedisServer(port);
        server.start();
        url = "redis://127.0.0.1:" + port;
        vertx = Vertx.vertx();
        tickets = new RedisTickets(vertx, url, 100);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void ofConcurrentRedemptionsOnTwoNodesExactlyOneSucceeds() throws Exception {
        RedisTickets otherNode = new RedisTickets(vertx, url, 100);
        for (int round = 0; round < 50; round++) {
            String secret = issue();
            List<Future<Tickets.Result>> racers =
                    Stream.of(tickets, otherNode, tickets, otherNode)
                            .map(node -> node.redeem(secret))
                            .toList();
            Future.join(racers).await(10, TimeUnit.SECONDS);

            assertThat(racers.stream().map(Future::result)).containsOnlyOnce(TAKEN);
        }
    }

    @Test
    void failsClosedWhileRedisIsDownAndRecoversByItself() throws Exception {
        assertThat(take(issue())).isEqualTo(TAKEN);
        server.stop();
        assertThat(take("A".repeat(43))).isEqualTo(new Tickets.StoreUnavailable());

        server.start();
        assertThat(take(issue())).isEqualTo(TAKEN);
    }

    private Tickets.Result take(String secret) throws Exception {
        return tickets.redeem(secret).await(5, TimeUnit.SECONDS);
    }

    private String issue() throws Exception {
        String secret = Ticket.newSecret(new SecureRandom());
        Redis client = Redis.createClient(vertx, url);
        client.send(
                        Request.cmd(Command.SET)
                                .arg(Ticket.redisKey(secret))
                                .arg(new Ticket("session", "user").toJson())
                                .arg("EX")
                                .arg(Ticket.LIFETIME_SECONDS))
                .eventually(client::close)
                .await(5, TimeUnit.SECONDS);
        return secret;
    }
}
