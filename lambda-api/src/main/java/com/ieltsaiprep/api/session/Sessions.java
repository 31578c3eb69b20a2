package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.region.Region;
import com.ieltsaiprep.api.session.SessionStore.NewAccess;

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
    private final SessionCopies copies;
    private final Standings standings;
    private final SignInEvents events;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Region own;

    /** What a region's sessions need around them. */
    public record Parts(
            SessionStore store, SessionCopies copies, Standings standings, SignInEvents events) {}

    /**
     * For a function in a region.
     *
     * @param own issues the sign-ins that begin here
     */
    public Sessions(Parts parts, Secrets secrets, InstantSource clock, Region own) {
        this.store = parts.store();
        this.copies = parts.copies();
        this.standings = parts.standings();
        this.events = parts.events();
        this.secrets = secrets;
        this.clock = clock;
        this.own = own;
    }

    /**
     * Begins a sign-in of somebody who has shown who they are.
     *
     * @param device as the person names it; may be empty
     */
    public Issued issue(String userId, String device) {
        Instant now = now();
        FamilyId id = new FamilyId(own, secrets.next(Secrets.NAME_BYTES));
        SignIn signIn = new SignIn(id, userId, device, now);
        RefreshToken refresh = newRefresh(id);
        AccessToken access = newAccess(own);
        store.create(
                Family.begin(signIn, refresh.hash(), access.hash()), entry(access, signIn, now));
        return issued(access, refresh, Family.LIFETIME);
    }

    /** Exchanges a refresh token for new tokens. */
    public Refresh refresh(String refreshToken) {
        return RefreshToken.parse(refreshToken).map(this::refresh).orElseGet(Refresh.Expired::new);
    }

    private Refresh refresh(RefreshToken shown) {
        RefreshToken refresh = newRefresh(shown.family());
        AccessToken access = newAccess(shown.family().region());
        for (int i = 0; i < TRIES; i++) {
            Optional<Family> family = store.family(shown.family());
            if (family.isEmpty()) {
                return new Refresh.Expired();
            }
            Optional<Refresh> answer = exchange(family.get(), shown, refresh, access);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return new Refresh.Busy();
    }

    /** Empty if somebody else was quicker. */
    private Optional<Refresh> exchange(
            Family family, RefreshToken shown, RefreshToken refresh, AccessToken access) {
        Instant now = now();
        return switch (family.present(shown.hash(), refresh.hash(), access.hash(), now)) {
            case Family.TooOld _ -> Optional.of(new Refresh.Expired());
            case Family.Reused _ -> {
                Optional<Refresh> revoked = revoke(family);
                revoked.ifPresent(_ -> events.refreshTokenReused());
                yield revoked;
            }
            case Family.Exchanged(Family next, List<String> forgotten) -> {
                SignIn signIn = next.signIn();
                if (!standings.allow(signIn.userId(), signIn.at())) {
                    yield revoke(family);
                }
                if (!store.replace(next, entry(access, signIn, now), forgotten)) {
                    yield Optional.empty();
                }
                copies.remove(forgotten);
                Duration rest = Duration.between(now, next.expiresAt());
                yield Optional.of(
                        new Refresh.Renewed(signIn.userId(), issued(access, refresh, rest)));
            }
        };
    }

    private Optional<Refresh> revoke(Family family) {
        return delete(family) ? Optional.of(new Refresh.Revoked()) : Optional.empty();
    }

    private boolean delete(Family family) {
        boolean deleted = store.delete(family);
        copies.remove(family.access());
        return deleted;
    }

    /** Ends the sign-in by which somebody asks. */
    public void end(Caller caller) {
        Optional<FamilyId> id = FamilyId.parse(caller.familyId());
        for (int i = 0; i < TRIES && id.isPresent(); i++) {
            Optional<Family> family = store.family(id.get());
            if (family.isEmpty() || delete(family.get())) {
                return;
            }
        }
    }

    /**
     * Ends all of a person's sign-ins, everywhere: at once where they are found, and within {@link
     * SessionCopies#LIFETIME} where there is a copy.
     */
    public void endAll(String userId) {
        standings.endBefore(userId, now());
        copies.remove(store.deleteAll(userId));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private RefreshToken newRefresh(FamilyId id) {
        return new RefreshToken(id, secrets.next(Secrets.SECRET_BYTES));
    }

    private AccessToken newAccess(Region region) {
        return new AccessToken(region, secrets.next(Secrets.SECRET_BYTES));
    }

    private static NewAccess entry(AccessToken token, SignIn signIn, Instant now) {
        Instant expiresAt = now.plus(ACCESS_LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        return new NewAccess(
                token.hash(), new Access(signIn.userId(), signIn.id(), signIn.at(), expiresAt));
    }

    private static Issued issued(AccessToken access, RefreshToken refresh, Duration rest) {
        return new Issued(
                access.text(), ACCESS_LIFETIME.toSeconds(), refresh.text(), rest.toSeconds());
    }
}
