package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.account.SessionValidityReader;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.session.SessionStore.NewAccess;
import com.ieltsaiprep.common.Region;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Begins, goes on with, and ends sign-ins. */
public final class Sessions {
    /** For how long an access token is good. */
    public static final Duration ACCESS_LIFETIME = Duration.ofHours(1);

    /** More tokens of one sign-in than this are not exchanged at the same moment. */
    private static final int TRIES = 8;

    private final SessionStore store;
    private final SessionCache cache;
    private final SessionValidityReader validity;
    private final SignInEvents events;
    private final TokenGenerator tokens;
    private final InstantSource clock;
    private final Region own;

    /** Tokens that nobody has yet. */
    private record Fresh(RefreshToken refresh, AccessToken access) {}

    /** What a region's sessions need around them. */
    public record Parts(
            SessionStore store,
            SessionCache cache,
            SessionValidityReader validity,
            SignInEvents events) {}

    /** What came of ending a sign-in. */
    public enum Ending {
        /** It has ended now, and nobody else has ended it. */
        DONE,
        /** It had ended before, or there never was one. */
        GONE,
        /** It goes on, and changes all the time. */
        BUSY
    }

    /**
     * For a function in a region.
     *
     * @param own issues the sign-ins that begin here
     */
    public Sessions(Parts parts, TokenGenerator tokens, InstantSource clock, Region own) {
        this.store = parts.store();
        this.cache = parts.cache();
        this.validity = parts.validity();
        this.events = parts.events();
        this.tokens = tokens;
        this.clock = clock;
        this.own = own;
    }

    /**
     * Begins a sign-in of somebody who has shown who they are.
     *
     * @param device as the person names it; may be empty
     * @param at when they did; whoever ended all their sign-ins since, ended this one too
     */
    public IssuedTokens issue(String userId, String device, Instant at) {
        Instant now = now();
        FamilyId id = new FamilyId(own, tokens.next(TokenGenerator.NAME_BYTES));
        SignIn signIn = new SignIn(id, userId, device, at.truncatedTo(ChronoUnit.MILLIS));
        RefreshToken refresh = newRefresh(id);
        AccessToken access = newAccess(own);
        Family family = Family.begin(signIn, refresh.hash(), access.hash());
        store.create(family, entry(access, signIn, now));
        return issued(access, refresh, Duration.between(now, family.expiresAt()));
    }

    /**
     * Exchanges a refresh token for new tokens.
     *
     * @param profiles says whether the sign-in is good, before anything is exchanged: if it throws,
     *     all is as it was
     */
    public RefreshResult refresh(String refreshToken, ProfileView profiles) {
        return RefreshToken.parse(refreshToken)
                .map(shown -> refresh(shown, profiles))
                .orElseGet(RefreshResult.Expired::new);
    }

    private RefreshResult refresh(RefreshToken shown, ProfileView profiles) {
        Fresh fresh = new Fresh(newRefresh(shown.family()), newAccess(shown.family().region()));
        for (int i = 0; i < TRIES; i++) {
            Optional<Family> family = store.family(shown.family());
            if (family.isEmpty()) {
                return new RefreshResult.Expired();
            }
            Optional<RefreshResult> answer = present(family.get(), shown, fresh, profiles);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return new RefreshResult.Busy();
    }

    /** Empty if somebody else was quicker. */
    private Optional<RefreshResult> present(
            Family family, RefreshToken shown, Fresh fresh, ProfileView profiles) {
        Instant now = now();
        String refresh = fresh.refresh().hash();
        return switch (family.present(shown.hash(), refresh, fresh.access().hash(), now)) {
            case Family.TooOld _ -> Optional.of(new RefreshResult.Expired());
            case Family.Reused _ -> {
                Optional<RefreshResult> revoked = revoke(family);
                revoked.ifPresent(_ -> events.refreshTokenReused());
                yield revoked;
            }
            case Family.Exchanged exchanged -> {
                SignIn signIn = family.signIn();
                Optional<Object> profile = profiles.profile(signIn.userId(), signIn.at());
                yield profile.isPresent()
                        ? exchange(exchanged, fresh, profile.get(), now)
                        : revoke(family);
            }
        };
    }

    private Optional<RefreshResult> exchange(
            Family.Exchanged exchanged, Fresh fresh, Object profile, Instant now) {
        Family next = exchanged.next();
        NewAccess access = entry(fresh.access(), next.signIn(), now);
        if (!store.replace(next, access, exchanged.forgotten())) {
            return Optional.empty();
        }
        cache.remove(exchanged.forgotten());
        Duration rest = Duration.between(now, next.expiresAt());
        return Optional.of(
                new RefreshResult.Renewed(profile, issued(fresh.access(), fresh.refresh(), rest)));
    }

    private Optional<RefreshResult> revoke(Family family) {
        return delete(family) ? Optional.of(new RefreshResult.Revoked()) : Optional.empty();
    }

    private boolean delete(Family family) {
        boolean deleted;
        try {
            deleted = store.delete(family);
        } catch (RuntimeException e) {
            // It may be done all the same.
            cache.remove(family.access());
            throw e;
        }
        if (deleted) {
            cache.remove(family.access());
            forgetHere(family.signIn().id(), family.signIn().userId(), family.access());
        }
        return deleted;
    }

    /** If that fails the sign-in has ended all the same, and whoever asked must be told so. */
    private void forgetHere(FamilyId id, String userId, List<String> access) {
        if (id.region() == own) {
            return;
        }
        try {
            store.forgetHere(id, access);
        } catch (RuntimeException e) {
            events.signInLeft(userId, e);
        }
    }

    /** Ends a sign-in. */
    public Ending end(FamilyId id) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Family> family = store.family(id);
            if (family.isEmpty()) {
                return Ending.GONE;
            }
            if (delete(family.get())) {
                return Ending.DONE;
            }
        }
        return Ending.BUSY;
    }

    /**
     * The same for the sign-in by which somebody asks. If it had ended before, what is known here
     * of the token they show goes too: the answer to their first try may have been lost.
     *
     * @param access the hash of that token
     */
    Ending end(Caller caller, String access) {
        return FamilyId.parse(caller.familyId())
                .map(id -> end(id, caller.userId(), access))
                .orElse(Ending.GONE);
    }

    private Ending end(FamilyId id, String userId, String access) {
        Ending ending = end(id);
        if (ending == Ending.GONE) {
            cache.remove(List.of(access));
            forgetHere(id, userId, List.of(access));
        }
        return ending;
    }

    /**
     * Ends all of a person's sign-ins, everywhere: at once where they are found, and within {@link
     * SessionCache#LIFETIME} where there is a copy that cannot be reached from here.
     */
    public void endAll(String userId) {
        validity.endBefore(userId, now());
        cache.remove(store.deleteAll(userId));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private RefreshToken newRefresh(FamilyId id) {
        return new RefreshToken(id, tokens.next(TokenGenerator.SECRET_BYTES));
    }

    private AccessToken newAccess(Region region) {
        return new AccessToken(region, tokens.next(TokenGenerator.SECRET_BYTES));
    }

    private static NewAccess entry(AccessToken token, SignIn signIn, Instant now) {
        Instant expiresAt = now.plus(ACCESS_LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        return new NewAccess(
                token.hash(),
                new AccessGrant(signIn.userId(), signIn.id(), signIn.at(), expiresAt));
    }

    private static IssuedTokens issued(AccessToken access, RefreshToken refresh, Duration rest) {
        return new IssuedTokens(
                access.text(), ACCESS_LIFETIME.toSeconds(), refresh.text(), rest.toSeconds());
    }
}
