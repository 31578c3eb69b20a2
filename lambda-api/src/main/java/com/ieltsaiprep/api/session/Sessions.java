package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.account.AccountGuard;
import com.ieltsaiprep.api.platform.dynamo.OptimisticLock;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.redis.RedisClient;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.session.DynamoSessions.NewGrant;
import com.ieltsaiprep.common.Region;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Session service: issues sessions (sign-ins), rotates their refresh tokens, and ends them. Changes
 * are conditional writes with an optimistic lock in the region that issued the session.
 */
public final class Sessions {
    /** Time for which an access token is valid. */
    public static final Duration ACCESS_LIFETIME = Duration.ofHours(1);

    /** The number of concurrent changes of one session that are waited for. */
    private static final int MAX_ATTEMPTS = 8;

    private final DynamoSessions store;
    private final RedisSessionCache cache;
    private final ConversationEnder conversations;
    private final AccountGuard accounts;
    private final DynamoSignInListing listing;
    private final OperationalEvents events;
    private final TokenGenerator tokens;
    private final InstantSource clock;
    private final Region own;

    /** The tokens that a rotation issues if it succeeds. */
    private record NextTokens(RefreshToken refresh, AccessToken access) {}

    /** Result of ending a session, that is, of signing a user out. */
    public enum EndResult {
        /** Ended by this call. */
        DONE,
        /** Ended before, or never existed. */
        NOT_FOUND,
        /** Not ended: concurrent requests change the session again and again. */
        CONFLICT
    }

    /**
     * Creates the session service of the function's own region, which issues new sessions.
     *
     * @param redis client of the Redis that caches sessions
     * @param conversations ends the conversations of users whose sessions all end
     */
    public Sessions(
            RegionalDynamo dynamo,
            RedisClient redis,
            ConversationEnder conversations,
            OperationalEvents events,
            TokenGenerator tokens,
            InstantSource clock) {
        this.store = new DynamoSessions(dynamo);
        this.cache = new RedisSessionCache(redis);
        this.conversations = conversations;
        this.accounts = new AccountGuard(dynamo);
        this.listing = new DynamoSignInListing(dynamo, clock);
        this.events = events;
        this.tokens = tokens;
        this.clock = clock;
        this.own = dynamo.ownRegion();
    }

    /**
     * Issues a session (sign-in) to a user whose credentials were verified.
     *
     * @param device as the user names it; may be empty
     * @param at when the credentials were presented; a later revocation also revokes this session
     */
    public IssuedTokens issue(String userId, String device, Instant at) {
        Instant now = now();
        FamilyId id = new FamilyId(own, tokens.nextId());
        SignIn signIn = new SignIn(id, userId, device, at.truncatedTo(ChronoUnit.MILLIS));
        NextTokens first = nextTokens(id);
        TokenFamily family =
                TokenFamily.begin(signIn, first.refresh().hash(), first.access().hash());
        store.create(family, grant(first.access(), signIn, now));
        return issued(first, Duration.between(now, family.expiresAt()));
    }

    /**
     * Exchanges a refresh token for new tokens (token rotation).
     *
     * @param profiles tells whether the account allows the session, before anything is rotated: if
     *     it throws, nothing was changed
     */
    RefreshResult refresh(String refreshToken, ProfileView profiles) {
        return RefreshToken.parse(refreshToken)
                .map(presented -> refresh(presented, profiles))
                .orElseGet(RefreshResult.Expired::new);
    }

    private RefreshResult refresh(RefreshToken presented, ProfileView profiles) {
        NextTokens next = nextTokens(presented.family());
        return OptimisticLock.retry(
                        MAX_ATTEMPTS,
                        () ->
                                store.family(presented.family())
                                        .map(family -> present(family, presented, next, profiles))
                                        .orElseGet(() -> Optional.of(new RefreshResult.Expired())))
                .orElseGet(RefreshResult.Conflict::new);
    }

    /** Returns empty if another writer has changed the session. */
    private Optional<RefreshResult> present(
            TokenFamily family, RefreshToken presented, NextTokens next, ProfileView profiles) {
        Instant now = now();
        String refresh = next.refresh().hash();
        return switch (family.present(presented.hash(), refresh, next.access().hash(), now)) {
            case TokenFamily.Expired _ -> Optional.of(new RefreshResult.Expired());
            case TokenFamily.Reused _ -> {
                Optional<RefreshResult> revoked = revoke(family);
                revoked.ifPresent(_ -> events.refreshTokenReused());
                yield revoked;
            }
            case TokenFamily.Rotated rotated -> {
                SignIn signIn = family.signIn();
                Optional<Object> profile = profiles.profile(signIn.userId(), signIn.at());
                yield profile.isPresent()
                        ? rotate(rotated, next, profile.get(), now)
                        : revoke(family);
            }
        };
    }

    private Optional<RefreshResult> rotate(
            TokenFamily.Rotated rotated, NextTokens tokens, Object profile, Instant now) {
        TokenFamily next = rotated.next();
        NewGrant grant = grant(tokens.access(), next.signIn(), now);
        if (!store.replace(next, grant, rotated.dropped())) {
            return Optional.empty();
        }
        removeCached(next.signIn().userId(), rotated.dropped());
        Duration rest = Duration.between(now, next.expiresAt());
        return Optional.of(new RefreshResult.Renewed(profile, issued(tokens, rest)));
    }

    private Optional<RefreshResult> revoke(TokenFamily family) {
        return delete(family) ? Optional.of(new RefreshResult.Revoked()) : Optional.empty();
    }

    private boolean delete(TokenFamily family) {
        String userId = family.signIn().userId();
        boolean deleted;
        try {
            deleted = store.delete(family);
        } catch (RuntimeException e) {
            // It may have been done all the same.
            removeCached(userId, family.access());
            throw e;
        }
        if (deleted) {
            removeCached(userId, family.access());
            deleteReplica(family.signIn().id(), userId, family.access());
        }
        return deleted;
    }

    /** Reports a failure only: a cached grant expires within {@link RedisSessionCache#LIFETIME}. */
    private void removeCached(String userId, List<String> access) {
        if (!cache.remove(access)) {
            events.cachedSessionsNotRemoved(userId);
        }
    }

    /** Reports a failure only: the session has ended all the same. */
    private void deleteReplica(FamilyId id, String userId, List<String> access) {
        if (id.region() == own) {
            return;
        }
        try {
            store.deleteReplica(id, access);
        } catch (RuntimeException e) {
            events.sessionsNotDeleted(userId, e);
        }
    }

    /** Ends a session: deletes the session and its tokens in the region that issued it. */
    public EndResult end(FamilyId id) {
        return OptimisticLock.retry(
                        MAX_ATTEMPTS,
                        () ->
                                store.family(id)
                                        .map(
                                                family ->
                                                        delete(family)
                                                                ? Optional.of(EndResult.DONE)
                                                                : Optional.<EndResult>empty())
                                        .orElse(Optional.of(EndResult.NOT_FOUND)))
                .orElse(EndResult.CONFLICT);
    }

    /**
     * Ends the session of a caller. If it had ended before, the function's replica and cache entry
     * of the presented token are deleted too: the response to a first attempt may have been lost.
     *
     * @param access the hash of that token
     */
    EndResult end(Caller caller, String access) {
        EndResult result = end(caller.family());
        if (result == EndResult.NOT_FOUND) {
            removeCached(caller.userId(), List.of(access));
            deleteReplica(caller.family(), caller.userId(), List.of(access));
        }
        return result;
    }

    /**
     * Ends all sessions of an account in all regions. Where another region has a session in its
     * cache, that session may stay valid there for up to {@link RedisSessionCache#LIFETIME}. The
     * conversations of the account end too; if they cannot be ended, that is reported only.
     */
    public void endAll(String userId) {
        Instant now = now();
        try {
            accounts.revokeSessionsBefore(userId, now);
        } finally {
            // They may be revoked although this failed: by a write whose response was lost, by a
            // new password, by a deletion.
            endConversations(userId, new ConversationEnd(userId, now));
        }
        removeCached(userId, store.deleteAll(userId));
    }

    /** Ends conversations of a user; reports a failure only. */
    public void endConversations(String userId, ConversationEnd event) {
        try {
            conversations.end(event);
        } catch (RuntimeException e) {
            events.conversationsNotEnded(userId, e);
        }
    }

    /**
     * Lists an account's sessions for its data export, as JSON values without any token or hash.
     */
    public List<Map<String, Object>> list(String userId) {
        return listing.of(userId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private NextTokens nextTokens(FamilyId id) {
        return new NextTokens(
                new RefreshToken(id, tokens.nextSecret()),
                new AccessToken(id.region(), tokens.nextSecret()));
    }

    private static NewGrant grant(AccessToken token, SignIn signIn, Instant now) {
        Instant expiresAt = now.plus(ACCESS_LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        return new NewGrant(
                token.hash(),
                new AccessGrant(signIn.userId(), signIn.id(), signIn.at(), expiresAt));
    }

    private static IssuedTokens issued(NextTokens tokens, Duration rest) {
        return new IssuedTokens(
                tokens.access().text(),
                ACCESS_LIFETIME.toSeconds(),
                tokens.refresh().text(),
                rest.toSeconds());
    }
}
