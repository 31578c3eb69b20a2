package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.ProblemException;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.AuthRegion;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class SessionsIT {
    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);
    private String userId = "";

    @BeforeEach
    void createAccount() {
        userId = world.createAccount();
        world.replicate();
    }

    private AuthRegion in(Region region) {
        return world.in(region);
    }

    private IssuedTokens issueIn(Region region) {
        return in(region).sessions().issue(userId, "", world.now());
    }

    private RefreshResult refreshIn(Region region, IssuedTokens tokens) {
        return in(region).sessions().refresh(tokens.refreshToken(), in(region).profiles());
    }

    private static IssuedTokens issued(RefreshResult refresh) {
        return ((RefreshResult.Renewed) refresh).issued();
    }

    private String callerIn(Region region, IssuedTokens tokens) {
        return callerIn(region, "Bearer " + tokens.accessToken());
    }

    private String callerIn(Region region, String authorization) {
        AuthRegion function = in(region).withHeader("authorization", authorization);
        return function.guard().userId(function.request("GET", "/me", "", ""));
    }

    private void requireCurrentIn(Region region, IssuedTokens tokens) {
        in(region)
                .guard()
                .requireCurrent(in(region).request("GET", "/me", tokens.accessToken(), ""));
    }

    private Sessions.EndResult endIn(Region region, IssuedTokens tokens) {
        return in(region)
                .sessions()
                .end(
                        new Caller(userId, tokens.family()),
                        AccessToken.parse(tokens.accessToken()).orElseThrow().hash());
    }

    private void revokeAll() {
        new AccountGuard(in(Region.VIRGINIA).dynamo()).revokeSessionsBefore(userId, world.now());
    }

    private static void assertRefused(ProblemType type, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().type()).isEqualTo(type);
                            assertThat(e.problem().toResponse("1").headers())
                                    .containsEntry("WWW-Authenticate", List.of("Bearer"));
                        });
    }

    @Test
    void rotatesRefreshTokenInAnyRegion() {
        IssuedTokens first = issueIn(Region.SINGAPORE);

        IssuedTokens second = issued(refreshIn(Region.VIRGINIA, first));

        assertThat(second.accessToken()).startsWith("ap.");
        assertThat(callerIn(Region.IRELAND, second)).isEqualTo(userId);
        assertThat(callerIn(Region.IRELAND, first)).isEqualTo(userId);
    }

    @Test
    void acceptsEitherOfTwoConcurrentRefreshes() {
        IssuedTokens first = issueIn(Region.IRELAND);
        List<RefreshResult> concurrent = new ArrayList<>();
        world.dynamo(Region.IRELAND)
                .interleave(
                        "TransactWriteItems",
                        1,
                        () -> concurrent.add(refreshIn(Region.VIRGINIA, first)));

        IssuedTokens slower = issued(refreshIn(Region.IRELAND, first));
        IssuedTokens faster = issued(concurrent.getFirst());

        callerIn(Region.IRELAND, slower);
        callerIn(Region.IRELAND, faster);
        world.clock.advance(Duration.ofHours(1));
        assertThat(refreshIn(Region.IRELAND, faster)).isInstanceOf(RefreshResult.Renewed.class);
        assertThat(refreshIn(Region.IRELAND, slower)).isInstanceOf(RefreshResult.Revoked.class);
    }

    @Test
    void acceptsPreviousRefreshTokenAfterLostResponse() {
        IssuedTokens first = issueIn(Region.IRELAND);
        refreshIn(Region.IRELAND, first);
        world.clock.advance(Duration.ofHours(23));

        IssuedTokens renewed = issued(refreshIn(Region.VIRGINIA, first));

        assertThat(callerIn(Region.IRELAND, renewed)).isEqualTo(userId);
        assertThat(refreshIn(Region.IRELAND, renewed)).isInstanceOf(RefreshResult.Renewed.class);
        assertThat(world.log.of("refresh_token_reused")).isEmpty();
    }

    @Test
    void keepsRefreshTokenValidWhenProfileReadFails() {
        IssuedTokens first = issueIn(Region.VIRGINIA);
        for (int i = 0; i < 20; i++) {
            world.home().failUnsent("BatchGetItem", 1);
            assertThatThrownBy(() -> refreshIn(Region.VIRGINIA, first))
                    .isInstanceOf(DatabaseUnavailableException.class);
            world.clock.advance(Duration.ofDays(2));
        }

        assertThat(refreshIn(Region.VIRGINIA, first)).isInstanceOf(RefreshResult.Renewed.class);
    }

    @Test
    void revokesSessionOnRefreshTokenReuse() {
        IssuedTokens first = issueIn(Region.IRELAND);
        IssuedTokens second = issued(refreshIn(Region.IRELAND, first));
        IssuedTokens third = issued(refreshIn(Region.IRELAND, second));
        callerIn(Region.VIRGINIA, third);

        assertThat(refreshIn(Region.VIRGINIA, first)).isInstanceOf(RefreshResult.Revoked.class);

        for (Region region : Region.values()) {
            assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(region, third));
        }
        assertThat(refreshIn(Region.IRELAND, third)).isInstanceOf(RefreshResult.Expired.class);
        assertThat(world.log.of("refresh_token_reused")).hasSize(1);
    }

    @Test
    void revokesSessionOnReuseDuringRefresh() {
        IssuedTokens first = issueIn(Region.IRELAND);
        IssuedTokens second = issued(refreshIn(Region.IRELAND, first));
        List<RefreshResult> owner = new ArrayList<>();
        world.dynamo(Region.IRELAND)
                .interleave(
                        "TransactWriteItems",
                        1,
                        () -> owner.add(refreshIn(Region.VIRGINIA, second)));

        assertThat(refreshIn(Region.IRELAND, first)).isInstanceOf(RefreshResult.Revoked.class);

        IssuedTokens third = issued(owner.getFirst());
        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.IRELAND, third));
        assertThat(world.log.of("refresh_token_reused")).hasSize(1);
    }

    @Test
    void reportsConflictAfterRepeatedConcurrentChanges() {
        IssuedTokens first = issueIn(Region.IRELAND);
        rotateBeforeEachTransaction(first);

        assertThat(refreshIn(Region.VIRGINIA, first)).isInstanceOf(RefreshResult.Conflict.class);
        rotateBeforeEachTransaction(first);
        assertThat(endIn(Region.VIRGINIA, first)).isEqualTo(Sessions.EndResult.CONFLICT);
    }

    private void rotateBeforeEachTransaction(IssuedTokens tokens) {
        world.dynamo(Region.IRELAND)
                .interleave(
                        "TransactWriteItems",
                        1,
                        () -> {
                            refreshIn(Region.IRELAND, tokens);
                            rotateBeforeEachTransaction(tokens);
                        });
    }

    @Test
    void evictsFirstAccessTokenOnNinthRefresh() {
        IssuedTokens first = issueIn(Region.IRELAND);
        IssuedTokens next = first;
        for (int i = 1; i < TokenFamily.MAX_TOKENS; i++) {
            next = issued(refreshIn(Region.IRELAND, next));
        }
        assertThat(callerIn(Region.IRELAND, first)).isEqualTo(userId);

        refreshIn(Region.IRELAND, next);

        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.IRELAND, first));
    }

    @Test
    void endsOneSessionOnSignOut() {
        IssuedTokens phone = issueIn(Region.IRELAND);
        IssuedTokens browser = issueIn(Region.IRELAND);

        assertThat(endIn(Region.SINGAPORE, phone)).isEqualTo(Sessions.EndResult.DONE);

        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.SINGAPORE, phone));
        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.IRELAND, phone));
        assertThat(refreshIn(Region.SINGAPORE, phone)).isInstanceOf(RefreshResult.Expired.class);
        assertThat(callerIn(Region.SINGAPORE, browser)).isEqualTo(userId);
    }

    @Test
    void endsSessionAndReportsUndeletedReplica() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        world.dynamo(Region.SINGAPORE).setUnavailable(true);

        assertThat(endIn(Region.SINGAPORE, tokens)).isEqualTo(Sessions.EndResult.DONE);

        assertThat(world.log.cleanupFailures()).containsExactly("sign_ins");
        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.IRELAND, tokens));
    }

    @Test
    void deletesLocalReplicaOnRepeatedSignOut() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        world.replicate();
        endIn(Region.IRELAND, tokens);
        callerIn(Region.SINGAPORE, tokens);

        assertThat(endIn(Region.SINGAPORE, tokens)).isEqualTo(Sessions.EndResult.NOT_FOUND);

        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.SINGAPORE, tokens));
    }

    @Test
    void endsSessionWhenResponseOfSignOutIsLost() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        world.dynamo(Region.IRELAND).loseResponse("TransactWriteItems", 1);

        assertThatThrownBy(() -> endIn(Region.IRELAND, tokens))
                .isInstanceOf(DatabaseUnavailableException.class);

        assertThat(endIn(Region.IRELAND, tokens)).isEqualTo(Sessions.EndResult.NOT_FOUND);
        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.IRELAND, tokens));
    }

    @Test
    void revokesAllSessionsWhileRegionIsUnavailable() {
        IssuedTokens own = issueIn(Region.VIRGINIA);
        IssuedTokens remote = issueIn(Region.IRELAND);
        world.replicate();
        world.dynamo(Region.IRELAND).setUnavailable(true);
        world.clock.advance(Duration.ofSeconds(1));

        in(Region.VIRGINIA).sessions().endAll(userId);
        world.dynamo(Region.IRELAND).setUnavailable(false);
        world.replicate();

        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.VIRGINIA, own));
        assertThat(world.items(Table.SESSIONS))
                .noneMatch(item -> String.valueOf(item.get("user_id")).contains(userId));
        assertThatThrownBy(() -> callerIn(Region.IRELAND, remote))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesStoredSessionIssuedBeforeRevocation() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        world.clock.advance(Duration.ofMillis(1));
        revokeAll();
        world.replicate();

        assertRefused(ProblemType.SESSION_REVOKED, () -> callerIn(Region.IRELAND, tokens));
        assertThat(refreshIn(Region.IRELAND, tokens)).isInstanceOf(RefreshResult.Revoked.class);
        assertThat(callerIn(Region.IRELAND, issueIn(Region.IRELAND))).isEqualTo(userId);
    }

    @Test
    void revokesSessionOfConcurrentSignIn() {
        Instant presented = world.now();
        world.clock.advance(Duration.ofMillis(400));
        in(Region.VIRGINIA).sessions().endAll(userId);
        world.replicate();
        world.clock.advance(Duration.ofMillis(400));

        IssuedTokens tokens = in(Region.IRELAND).sessions().issue(userId, "", presented);

        assertRefused(ProblemType.SESSION_REVOKED, () -> callerIn(Region.IRELAND, tokens));
        assertThat(refreshIn(Region.IRELAND, tokens)).isInstanceOf(RefreshResult.Revoked.class);
    }

    @Test
    void keepsLatestRevocationTime() {
        Instant before = world.now();
        world.clock.advance(Duration.ofSeconds(1));
        revokeAll();
        new AccountGuard(in(Region.VIRGINIA).dynamo()).revokeSessionsBefore(userId, before);

        assertThat(
                        new AccountGuard(in(Region.VIRGINIA).dynamo())
                                .currentValidity(userId)
                                .orElseThrow()
                                .allows(before))
                .isFalse();
    }

    @Test
    void limitsCrossRegionLookupsOfForgedTokens() {
        world.address = "192.0.2.1";
        int refused = 0;
        int before = world.dynamo(Region.IRELAND).calls().size();
        for (int i = 0; i < 200; i++) {
            String forged = "Bearer eu.%043d".formatted(i);
            try {
                callerIn(Region.VIRGINIA, forged);
            } catch (ProblemException e) {
                refused += e.problem().type() == ProblemType.TOO_MANY_REQUESTS ? 1 : 0;
            }
        }

        assertThat(world.dynamo(Region.IRELAND).calls().size() - before).isEqualTo(61);
        assertThat(refused).isEqualTo(200 - 60);
    }

    @Test
    void doesNotChargeValidOrOwnRegionTokens() {
        world.address = "192.0.2.1";
        IssuedTokens remote = issueIn(Region.IRELAND);
        for (int i = 0; i < 70; i++) {
            assertThat(callerIn(Region.VIRGINIA, remote)).isEqualTo(userId);
            String forged = "Bearer us.%043d".formatted(i);
            assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.VIRGINIA, forged));
        }
    }

    @Test
    void acceptsSessionInOtherRegionBeforeReplication() {
        IssuedTokens tokens = issueIn(Region.IRELAND);

        assertThat(tokens.accessToken()).matches("eu\\.[A-Za-z0-9_-]{43}");
        assertThat(tokens.refreshToken()).matches("eu\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");
        assertThat(callerIn(Region.VIRGINIA, tokens)).isEqualTo(userId);
    }

    @Test
    void acceptsReplicatedSessionWhileItsRegionIsUnavailable() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        world.replicate();
        world.dynamo(Region.IRELAND).setUnavailable(true);

        assertThat(callerIn(Region.VIRGINIA, tokens)).isEqualTo(userId);
    }

    @Test
    void expiresAccessTokenAfterOneHour() {
        IssuedTokens tokens = issueIn(Region.VIRGINIA);
        world.clock.advance(Duration.ofMinutes(59));
        callerIn(Region.VIRGINIA, tokens);
        world.clock.advance(Duration.ofMinutes(1));

        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.VIRGINIA, tokens));
    }

    @Test
    void refusesMalformedTokenWithoutLookup() {
        world.home().setUnavailable(true);

        for (String header :
                List.of("Bearer", "Bearer x", "Basic dXNlcg==", "Bearer xx." + "A".repeat(43))) {
            assertRefused(ProblemType.UNAUTHENTICATED, () -> callerIn(Region.VIRGINIA, header));
        }
    }

    @Test
    void refusesIrreversibleActionOfSessionEndedInOtherRegion() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        world.replicate();
        requireCurrentIn(Region.VIRGINIA, tokens);

        endIn(Region.IRELAND, tokens);

        callerIn(Region.VIRGINIA, tokens);
        assertRefused(ProblemType.SESSION_REVOKED, () -> requireCurrentIn(Region.VIRGINIA, tokens));
    }

    @Test
    void refusesIrreversibleActionOfSessionRevokedInHomeRegion() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        world.clock.advance(Duration.ofMillis(1));
        revokeAll();

        callerIn(Region.IRELAND, tokens);
        assertRefused(ProblemType.SESSION_REVOKED, () -> requireCurrentIn(Region.IRELAND, tokens));
    }

    @Test
    void refusesDeletedAccount() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        in(Region.VIRGINIA)
                .sendAs(userId, "DELETE", "/me", ApiWorld.body("password", ApiWorld.PASSWORD));
        world.replicate();
        IssuedTokens later = issueIn(Region.IRELAND);

        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.IRELAND, tokens));
        assertRefused(ProblemType.SESSION_REVOKED, () -> callerIn(Region.IRELAND, later));
    }

    @Test
    void readsUnreplicatedAccountInHomeRegion() {
        userId = world.registerAndConfirm("binh@example.com");

        assertThat(callerIn(Region.IRELAND, issueIn(Region.IRELAND))).isEqualTo(userId);
    }

    @Test
    void omitsTokensFromToString() {
        IssuedTokens tokens = issueIn(Region.IRELAND);

        assertThat(tokens).hasToString("IssuedTokens[3600 s, 5184000 s]");
        assertThat(AccessToken.parse(tokens.accessToken()).orElseThrow())
                .hasToString("AccessToken[eu]");
        assertThat(RefreshToken.parse(tokens.refreshToken()).orElseThrow())
                .hasToString("RefreshToken[eu]");
    }
}
