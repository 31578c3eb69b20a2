package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.ProblemException;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class SessionsIT extends SessionsTestCase {
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

        assertThat(world.log.cleanupFailures()).containsExactly("cached_sign_ins", "sign_ins");
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
        assertThat(new RefreshResult.Renewed("An", tokens))
                .hasToString("Renewed[IssuedTokens[3600 s, 5184000 s]]");
        assertThat(new PresentedToken(Region.IRELAND, "hash", "network"))
                .hasToString("PresentedToken[eu]");
    }

    @Test
    void omitsDeviceAndHashesFromToString() {
        FamilyId id = new FamilyId(Region.IRELAND, "A".repeat(22));
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        SignIn signIn = new SignIn(id, "anna", "An's phone", at);
        AccessGrant grant = new AccessGrant("anna", id, at, at);

        assertThat(signIn).hasToString("SignIn[eu, user=anna, at=2026-01-01T00:00:00Z]");
        assertThat(TokenFamily.begin(signIn, "refresh", "access"))
                .hasToString("TokenFamily[%s, version=0]".formatted(signIn));
        assertThat(new PresentedGrant(grant, "hash", true))
                .hasToString("PresentedGrant[" + id + "]");
    }
}
