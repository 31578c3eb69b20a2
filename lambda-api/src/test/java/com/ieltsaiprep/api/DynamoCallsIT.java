package com.ieltsaiprep.api;

import static com.ieltsaiprep.api.testing.ApiWorld.EMAIL;
import static com.ieltsaiprep.api.testing.ApiWorld.PASSWORD;
import static com.ieltsaiprep.api.testing.ApiWorld.body;
import static com.ieltsaiprep.api.testing.ApiWorld.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.CallRounds;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.testing.LocalRedis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.util.List;

/** Latency and cost tests: round trips to DynamoDB of the most frequent requests. */
@ResourceLock(LocalRedis.LOCK)
final class DynamoCallsIT {
    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    @RegisterExtension private final LocalRedis redis = new LocalRedis();
    private final ApiWorld world =
            new ApiWorld(dynamo, new RedisAddress("127.0.0.1", redis.port(), false, "", ""));

    @Test
    void signsInFromUnknownNetworkInFourRoundTrips() {
        world.createAccount();
        CallRounds rounds =
                new CallRounds(
                        List.of("limit", "limit", "known"),
                        List.of("limit", "email"),
                        List.of("BatchGetItem"),
                        List.of("TransactWriteItems", "known"));

        assertThat(signIn(rounds).status()).isEqualTo(200);

        rounds.assertComplete();
    }

    @Test
    void signsInFromKnownNetworkInFourRoundTrips() {
        world.createAccount();
        world.address = "192.0.2.7";
        assertThat(world.signIn(EMAIL, PASSWORD).status()).isEqualTo(200);
        CallRounds rounds =
                new CallRounds(
                        List.of("limit", "limit", "known"),
                        List.of("email"),
                        List.of("BatchGetItem"),
                        List.of("TransactWriteItems", "known"));

        assertThat(signIn(rounds).status()).isEqualTo(200);

        rounds.assertComplete();
    }

    private Response signIn(CallRounds rounds) {
        world.home().onCall(rounds);
        return world.signIn(EMAIL, PASSWORD);
    }

    @Test
    void doesNotChargeAccountWhenNetworkLimitIsExceeded() {
        world.createAccount();
        world.address = "192.0.2.7";
        for (int i = 0; i < 10; i++) {
            world.signIn(EMAIL, "guess number " + i);
        }
        // The second round refunds the charge to the limit of the network.
        CallRounds rounds = new CallRounds(List.of("limit", "limit", "known"), List.of("limit"));

        assertThat(signIn(rounds).status()).isEqualTo(429);

        rounds.assertComplete();
    }

    @Test
    void readsProfileInOneCallWithCachedSessionAndTwoWithout() {
        String token = world.in(Region.VIRGINIA).accessToken(world.createAccount());
        CallRounds uncached = new CallRounds(List.of("access"), List.of("BatchGetItem"));
        world.home().onCall(uncached);
        assertThat(profile(token).status()).isEqualTo(200);
        uncached.assertComplete();

        CallRounds cached = new CallRounds(List.of("BatchGetItem"));
        world.home().onCall(cached);
        assertThat(profile(token).status()).isEqualTo(200);
        cached.assertComplete();
    }

    private Response profile(String token) {
        return world.in(Region.VIRGINIA).send("GET", "/me", token, "");
    }

    @Test
    void refreshesTokensInFourRoundTrips() {
        String userId = world.createAccount();
        String token =
                world.in(Region.VIRGINIA).sessions().issue(userId, "", world.now()).refreshToken();
        CallRounds rounds =
                new CallRounds(
                        List.of("limit"),
                        List.of("family"),
                        List.of("BatchGetItem"),
                        List.of("TransactWriteItems"));
        world.home().onCall(rounds);

        Response refreshed = world.post("/auth/refresh", body("refresh_token", token));

        assertThat(json(refreshed).at("/user/user_id").asText()).isEqualTo(userId);
        rounds.assertComplete();
    }
}
