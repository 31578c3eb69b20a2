package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountFields;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.credentials.PasswordCheck;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitCharge;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.session.PresentedGrant;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.SessionServices;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** HTTP routes by which account holders see, change, export and delete their data. */
public final class ProfileRoutes {
    private final Profiles profiles;
    private final DataExport export;
    private final AccountDeletion deletion;
    private final RequestGuard guard;
    private final InstantSource clock;

    /** Creates the HTTP routes of {@code /me}, by which account holders manage their data. */
    public ProfileRoutes(
            Profiles profiles, SessionServices services, RequestGuard guard, InstantSource clock) {
        DynamoAccounts accounts = new DynamoAccounts(services.dynamo());
        PersonalData data = new PersonalData(services.dynamo(), services.sessions());
        this.profiles = profiles;
        this.export = new DataExport(accounts, services.sessions(), data, clock);
        this.deletion =
                new AccountDeletion(
                        new PasswordCheck(accounts, services.passwords()),
                        new DynamoProfiles(services.dynamo()),
                        data,
                        services.events(),
                        services.emailSender(),
                        clock);
        this.guard = guard;
        this.clock = clock;
    }

    /** Returns the routes {@code GET, PATCH, DELETE /me} and {@code GET /me/export}. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/me", this::show),
                new Route("PATCH", "/me", this::change),
                new Route("DELETE", "/me", this::delete),
                new Route("GET", "/me/export", this::export));
    }

    /** Reads the account once: to authenticate the request, and to show it. */
    private Response show(Request request) {
        PresentedGrant grant = guard.present(request);
        Optional<ProfileSnapshot> snapshot = profiles.find(grant.userId());
        if (!grant.cached()) {
            guard.accept(
                    grant, snapshot.map(ProfileSnapshot::account).map(Account::sessionValidity));
        }
        return personal(profiles.show(snapshot.orElseThrow(AccountFields::accountDeleted)));
    }

    private Response change(Request request) {
        String userId = guard.userId(request);
        JsonBody body = JsonBody.read(request);
        String name = AccountFields.name(body);
        Instant now = clock.instant();
        Consent consent =
                body.optionalObject("consent")
                        .map(terms -> new Consent(AccountFields.terms(terms, now), now))
                        .orElse(null);
        GoalChange goal = GoalChange.read(body);
        body.requireValid();
        ProfileChange change = new ProfileChange(name, consent, goal);
        return guard.charge(RateLimitRule.PROFILE_ACCOUNT, userId)
                .refundOnFailure(() -> personal(profiles.change(userId, change)));
    }

    private Response delete(Request request) {
        String userId = guard.userId(request);
        JsonBody body = JsonBody.read(request);
        String password = AccountFields.password(body, "password");
        body.requireValid();
        RateLimitCharge attempt = guard.charge(RateLimitRule.PASSWORD_ACCOUNT, userId);
        if (!attempt.refundOnFailure(() -> deletion.delete(userId, password))) {
            throw AccountFields.passwordWrong();
        }
        return Response.noContent();
    }

    private Response export(Request request) {
        String userId = guard.userId(request);
        return guard.charge(RateLimitRule.EXPORT_ACCOUNT, userId)
                .refundOnFailure(
                        () -> {
                            guard.requireCurrent(request);
                            return personal(
                                    export.of(userId).orElseThrow(AccountFields::accountDeleted));
                        });
    }

    private static Response personal(Object value) {
        return Response.json(200, value).with("Cache-Control", "no-store");
    }
}
