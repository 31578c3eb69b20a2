package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.AccountFields;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitCharge;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.session.RequestGuard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What people see and change of what is held of them. */
public final class ProfileRoutes {
    private final Profiles profiles;
    private final DataExport exports;
    private final AccountDeletion deletions;
    private final RequestGuard guard;
    private final InstantSource clock;

    public ProfileRoutes(
            Profiles profiles,
            DataExport exports,
            AccountDeletion deletions,
            RequestGuard guard,
            InstantSource clock) {
        this.profiles = profiles;
        this.exports = exports;
        this.deletions = deletions;
        this.guard = guard;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                new Route("GET", "/me", this::show),
                new Route("PATCH", "/me", this::change),
                new Route("DELETE", "/me", this::delete),
                new Route("GET", "/me/export", this::export));
    }

    private Response show(Request request) {
        return personal(profiles.profile(allows -> guard.userId(request, allows)));
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
        body.check();
        ProfileChange change = new ProfileChange(name, consent);
        return guard.spend(RateLimitRule.PROFILE_ACCOUNT, userId)
                .unlessItFails(() -> personal(profiles.change(userId, change)));
    }

    private Response delete(Request request) {
        String userId = guard.userId(request);
        JsonBody body = JsonBody.read(request);
        String password = AccountFields.password(body, "password");
        body.check();
        RateLimitCharge charge = guard.spend(RateLimitRule.PASSWORD_ACCOUNT, userId);
        if (!charge.unlessItFails(() -> deletions.delete(userId, password))) {
            throw AccountFields.passwordWrong();
        }
        return Response.noContent();
    }

    private Response export(Request request) {
        String userId = guard.userId(request);
        return guard.spend(RateLimitRule.EXPORT_ACCOUNT, userId)
                .unlessItFails(
                        () -> {
                            guard.confirm(request);
                            return personal(exports.export(userId).orElseThrow(Profiles::gone));
                        });
    }

    private static Response personal(Object value) {
        return Response.json(200, value).with("Cache-Control", "no-store");
    }
}
