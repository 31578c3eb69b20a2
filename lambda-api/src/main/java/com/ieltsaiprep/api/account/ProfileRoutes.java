package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.http.JsonBody;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.http.Response;
import com.ieltsaiprep.api.http.Route;
import com.ieltsaiprep.api.limit.Limit;
import com.ieltsaiprep.api.limit.Spent;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What people see and change of what is held of them. */
final class ProfileRoutes {
    private final AccountProfiles profiles;
    private final Exports exports;
    private final Deletions deletions;
    private final Gate gate;
    private final InstantSource clock;

    ProfileRoutes(
            AccountProfiles profiles,
            Exports exports,
            Deletions deletions,
            Gate gate,
            InstantSource clock) {
        this.profiles = profiles;
        this.exports = exports;
        this.deletions = deletions;
        this.gate = gate;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/me", this::show),
                new Route("PATCH", "/me", this::change),
                new Route("DELETE", "/me", this::delete),
                new Route("GET", "/me/export", this::export));
    }

    private Response show(Request request) {
        return personal(profiles.profile(allows -> gate.userId(request, allows)));
    }

    private Response change(Request request) {
        String userId = gate.userId(request);
        JsonBody body = JsonBody.read(request);
        String name = Fields.name(body);
        Instant now = clock.instant();
        Consent consent =
                body.optionalObject("consent")
                        .map(terms -> new Consent(Fields.terms(terms, now), now))
                        .orElse(null);
        body.check();
        ProfileChange change = new ProfileChange(name, consent);
        return gate.spend(Limit.PROFILE_ACCOUNT, userId)
                .unlessItFails(() -> personal(profiles.change(userId, change)));
    }

    private Response delete(Request request) {
        String userId = gate.userId(request);
        JsonBody body = JsonBody.read(request);
        String password = Fields.password(body, "password");
        body.check();
        Spent spent = gate.spend(Limit.PASSWORD_ACCOUNT, userId);
        if (!spent.unlessItFails(() -> deletions.delete(userId, password))) {
            throw Fields.passwordWrong();
        }
        return Response.noContent();
    }

    private Response export(Request request) {
        String userId = gate.userId(request);
        return gate.spend(Limit.EXPORT_ACCOUNT, userId)
                .unlessItFails(
                        () -> {
                            gate.confirm(request);
                            return personal(
                                    exports.export(userId).orElseThrow(AccountProfiles::gone));
                        });
    }

    private static Response personal(Object value) {
        return Response.json(200, value).with("Cache-Control", "no-store");
    }
}
