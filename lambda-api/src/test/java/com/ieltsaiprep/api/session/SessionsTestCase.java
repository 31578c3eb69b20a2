package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.platform.http.ProblemException;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.AuthRegion;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.testing.LocalRedis;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/** Test case with an account, and its sessions as the functions of each region handle them. */
abstract class SessionsTestCase {
    @RegisterExtension final LocalDynamoDb dynamo = new LocalDynamoDb();
    final ApiWorld world;
    String userId = "";

    /** Creates a test case without Redis. */
    SessionsTestCase() {
        world = new ApiWorld(dynamo);
    }

    /** Creates a test case whose regions share a Redis. */
    SessionsTestCase(LocalRedis redis) {
        world = new ApiWorld(dynamo, new RedisAddress("127.0.0.1", redis.port(), false, "", ""));
    }

    @BeforeEach
    void createAccount() {
        userId = world.createAccount();
        world.replicate();
    }

    AuthRegion in(Region region) {
        return world.in(region);
    }

    IssuedTokens issueIn(Region region) {
        return in(region).sessions().issue(userId, "", world.now());
    }

    RefreshResult refreshIn(Region region, IssuedTokens tokens) {
        return in(region).sessions().refresh(tokens.refreshToken(), in(region).profiles());
    }

    static IssuedTokens issued(RefreshResult refresh) {
        return ((RefreshResult.Renewed) refresh).issued();
    }

    String callerIn(Region region, IssuedTokens tokens) {
        return callerIn(region, "Bearer " + tokens.accessToken());
    }

    String callerIn(Region region, String authorization) {
        AuthRegion function = in(region).withHeader("authorization", authorization);
        return function.guard().userId(function.request("GET", "/me", "", ""));
    }

    void requireCurrentIn(Region region, IssuedTokens tokens) {
        in(region)
                .guard()
                .requireCurrent(in(region).request("GET", "/me", tokens.accessToken(), ""));
    }

    Sessions.EndResult endIn(Region region, IssuedTokens tokens) {
        return in(region)
                .sessions()
                .end(
                        new Caller(userId, tokens.family(), world.now()),
                        AccessToken.parse(tokens.accessToken()).orElseThrow().hash());
    }

    void revokeAll() {
        new AccountGuard(in(Region.VIRGINIA).dynamo()).revokeSessionsBefore(userId, world.now());
    }

    static void assertRefused(ProblemType type, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().type()).isEqualTo(type);
                            assertThat(e.problem().toResponse("1").headers())
                                    .containsEntry("WWW-Authenticate", List.of("Bearer"));
                        });
    }
}
