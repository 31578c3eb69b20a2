package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class TokenRotationIT extends SessionsTestCase {
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
        List<RefreshResult> concurrent = refreshBeforeTransaction(first);

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
        List<RefreshResult> owner = refreshBeforeTransaction(second);

        assertThat(refreshIn(Region.IRELAND, first)).isInstanceOf(RefreshResult.Revoked.class);

        IssuedTokens third = issued(owner.getFirst());
        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.IRELAND, third));
        assertThat(world.log.of("refresh_token_reused")).hasSize(1);
    }

    @Test
    void revokesSessionThatIsRefreshedDuringRevocation() {
        IssuedTokens first = issueIn(Region.IRELAND);
        IssuedTokens third =
                issued(refreshIn(Region.IRELAND, issued(refreshIn(Region.IRELAND, first))));
        List<RefreshResult> owner = refreshBeforeTransaction(third);

        assertThat(refreshIn(Region.IRELAND, first)).isInstanceOf(RefreshResult.Revoked.class);

        assertEnded(issued(owner.getFirst()));
    }

    @Test
    void endsSessionThatIsRefreshedDuringSignOut() {
        IssuedTokens first = issueIn(Region.IRELAND);
        List<RefreshResult> concurrent = refreshBeforeTransaction(first);

        assertThat(endIn(Region.IRELAND, first)).isEqualTo(Sessions.EndResult.DONE);

        assertEnded(issued(concurrent.getFirst()));
    }

    /** The revocation is not replicated yet to the region of the concurrent refresh. */
    @Test
    void endsRevokedSessionThatIsRefreshedInOtherRegion() {
        IssuedTokens first = issueIn(Region.IRELAND);
        world.clock.advance(Duration.ofMillis(1));
        revokeAll();
        List<RefreshResult> concurrent =
                refreshBefore("TransactWriteItems", Region.SINGAPORE, first);

        assertThat(refreshIn(Region.VIRGINIA, first)).isInstanceOf(RefreshResult.Revoked.class);

        assertEnded(issued(concurrent.getFirst()));
    }

    @Test
    void doesNotRefreshSessionThatEndsMeanwhile() {
        IssuedTokens tokens = issueIn(Region.VIRGINIA);
        world.beforeTransaction(() -> endIn(Region.VIRGINIA, tokens));

        assertThat(refreshIn(Region.VIRGINIA, tokens)).isInstanceOf(RefreshResult.Expired.class);

        assertThat(world.items(Table.SESSIONS)).noneMatch(item -> item.containsKey("user_id"));
    }

    @Test
    void endsAllSessionsThoughOneIsRefreshedMeanwhile() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        world.clock.advance(Duration.ofMillis(1));
        List<RefreshResult> concurrent = refreshBefore("BatchWriteItem", Region.IRELAND, tokens);

        in(Region.VIRGINIA).sessions().endAll(userId);
        world.replicate();

        IssuedTokens refreshed = issued(concurrent.getFirst());
        assertRefused(ProblemType.SESSION_REVOKED, () -> callerIn(Region.IRELAND, refreshed));
        assertThat(refreshIn(Region.IRELAND, refreshed)).isInstanceOf(RefreshResult.Expired.class);
    }

    private List<RefreshResult> refreshBeforeTransaction(IssuedTokens tokens) {
        return refreshBefore("TransactWriteItems", Region.VIRGINIA, tokens);
    }

    /** Refreshes a session of Ireland in another region before the next call of an operation. */
    private List<RefreshResult> refreshBefore(
            String operation, Region region, IssuedTokens tokens) {
        List<RefreshResult> results = new ArrayList<>();
        world.dynamo(Region.IRELAND)
                .interleave(operation, 1, () -> results.add(refreshIn(region, tokens)));
        return results;
    }

    private void assertEnded(IssuedTokens tokens) {
        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.IRELAND, tokens));
        assertThat(refreshIn(Region.IRELAND, tokens)).isInstanceOf(RefreshResult.Expired.class);
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
}
