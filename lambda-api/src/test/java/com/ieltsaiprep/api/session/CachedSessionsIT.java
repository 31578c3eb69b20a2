package com.ieltsaiprep.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.testing.LocalRedis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.time.Duration;
import java.util.List;

/** Sessions over a real session cache: no copy of a token survives the session that it is of. */
@ResourceLock(LocalRedis.LOCK)
final class CachedSessionsIT extends SessionsTestCase {
    @RegisterExtension static final LocalRedis REDIS = new LocalRedis();

    CachedSessionsIT() {
        super(REDIS);
    }

    @Test
    void authenticatesFromCacheForAMinute() {
        IssuedTokens tokens = issueAndCache();
        assertThat(ttl(tokens)).isBetween(1L, 60L);

        // A cached copy is not held against the account: another region may revoke it meanwhile.
        world.clock.advance(Duration.ofMillis(1));
        revokeAll();
        world.replicate();
        assertThat(callerIn(Region.IRELAND, tokens)).isEqualTo(userId);

        REDIS.flush();
        assertRefused(ProblemType.SESSION_REVOKED, () -> callerIn(Region.IRELAND, tokens));
        assertThat(isCached(tokens)).isFalse();
    }

    @Test
    void cachesNoLongerThanTheTokenIsValid() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        world.clock.advance(Duration.ofMinutes(60).minusSeconds(10));

        callerIn(Region.IRELAND, tokens);

        assertThat(ttl(tokens)).isBetween(1L, 10L);
    }

    @Test
    void refusesExpiredTokenThatIsStillCached() {
        IssuedTokens tokens = issueAndCache();
        world.clock.advance(Duration.ofHours(1));

        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.IRELAND, tokens));
    }

    @Test
    void doesNotExtendCachedCopyAtEachUse() {
        IssuedTokens tokens = issueAndCache();
        REDIS.command("EXPIRE " + key(tokens) + " 5");

        callerIn(Region.IRELAND, tokens);

        assertThat(ttl(tokens)).isLessThanOrEqualTo(5);
    }

    @Test
    void removesCachedTokenThatARefreshEvicts() {
        IssuedTokens first = issueAndCache();
        IssuedTokens next = first;
        for (int i = 1; i < TokenFamily.MAX_TOKENS; i++) {
            next = issued(refreshIn(Region.IRELAND, next));
        }
        assertThat(isCached(first)).isTrue();

        refreshIn(Region.IRELAND, next);

        assertThat(isCached(first)).isFalse();
        assertRefused(ProblemType.SESSION_EXPIRED, () -> callerIn(Region.IRELAND, first));
    }

    @Test
    void removesCachedTokensOfEndedSession() {
        IssuedTokens first = issueAndCache();
        IssuedTokens second = issued(refreshIn(Region.IRELAND, first));
        callerIn(Region.IRELAND, second);

        endIn(Region.IRELAND, second);

        assertThat(isCached(first)).isFalse();
        assertThat(isCached(second)).isFalse();
    }

    @Test
    void removesCachedTokensOnRefreshTokenReuse() {
        IssuedTokens first = issueAndCache();
        IssuedTokens second = issued(refreshIn(Region.IRELAND, first));
        issued(refreshIn(Region.IRELAND, second));

        assertThat(refreshIn(Region.IRELAND, first)).isEqualTo(new RefreshResult.Revoked());

        assertThat(isCached(first)).isFalse();
    }

    @Test
    void removesCachedTokenWhenResponseOfSignOutIsLost() {
        IssuedTokens tokens = issueAndCache();
        world.dynamo(Region.IRELAND).loseResponse("TransactWriteItems", 1);

        assertThatThrownBy(() -> endIn(Region.IRELAND, tokens))
                .isInstanceOf(DatabaseUnavailableException.class);

        assertThat(isCached(tokens)).isFalse();
    }

    @Test
    void removesPresentedTokenOnRepeatedSignOut() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        world.replicate();
        endIn(Region.IRELAND, tokens);
        callerIn(Region.SINGAPORE, tokens);
        assertThat(isCached(tokens)).isTrue();

        assertThat(endIn(Region.SINGAPORE, tokens)).isEqualTo(Sessions.EndResult.NOT_FOUND);

        assertThat(isCached(tokens)).isFalse();
    }

    @Test
    void removesCachedTokensOfAllSessions() {
        List<IssuedTokens> phoneAndTablet = List.of(issueAndCache(), issueAndCache());

        in(Region.IRELAND).sessions().endAll(userId);

        assertThat(phoneAndTablet).noneMatch(CachedSessionsIT::isCached);
    }

    @Test
    void reportsCachedTokensThatCannotBeRemoved() {
        IssuedTokens ended = issueAndCache();
        IssuedTokens revoked = issueAndCache();
        REDIS.freeze();
        try {
            assertThat(endIn(Region.IRELAND, ended)).isEqualTo(Sessions.EndResult.DONE);
            assertThat(endIn(Region.IRELAND, ended)).isEqualTo(Sessions.EndResult.NOT_FOUND);
            in(Region.IRELAND).sessions().endAll(userId);
        } finally {
            REDIS.thaw();
        }

        assertThat(world.log.of("cleanup_failed"))
                .hasSize(3)
                .allSatisfy(
                        line -> {
                            assertThat(line.get("what").asText()).isEqualTo("cached_sign_ins");
                            assertThat(line.get("user_id").asText()).isEqualTo(userId);
                            assertThat(line.get("CleanupFailures").asInt()).isOne();
                        });
        assertThat(refreshIn(Region.IRELAND, revoked)).isInstanceOf(RefreshResult.Expired.class);
    }

    @Test
    void reportsCachedTokenOfRefreshThatCannotBeRemoved() {
        IssuedTokens next = issueIn(Region.IRELAND);
        for (int i = 1; i < TokenFamily.MAX_TOKENS; i++) {
            next = issued(refreshIn(Region.IRELAND, next));
        }
        assertThat(world.log.cleanupFailures()).isEmpty();
        REDIS.freeze();
        try {
            issued(refreshIn(Region.IRELAND, next));
        } finally {
            REDIS.thaw();
        }

        assertThat(world.log.cleanupFailures()).containsExactly("cached_sign_ins");
    }

    private IssuedTokens issueAndCache() {
        IssuedTokens tokens = issueIn(Region.IRELAND);
        callerIn(Region.IRELAND, tokens);
        assertThat(isCached(tokens)).isTrue();
        return tokens;
    }

    private static boolean isCached(IssuedTokens tokens) {
        return REDIS.command("EXISTS " + key(tokens)).equals(":1");
    }

    private static long ttl(IssuedTokens tokens) {
        return Long.parseLong(REDIS.command("TTL " + key(tokens)).substring(1));
    }

    private static String key(IssuedTokens tokens) {
        return "session:" + AccessToken.parse(tokens.accessToken()).orElseThrow().hash();
    }
}
