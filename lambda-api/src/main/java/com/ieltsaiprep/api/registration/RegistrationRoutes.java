package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.AccountFields;
import com.ieltsaiprep.api.credentials.PasswordRules;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitCharge;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.api.registration.Registration.Waiting;
import com.ieltsaiprep.api.session.RequestGuard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asking for an account, and confirming it. */
public final class RegistrationRoutes {
    private static final Duration MAIL_IS_BACK = Duration.ofSeconds(30);

    private final Registrations registrations;
    private final PasswordRules rules;
    private final RequestGuard guard;
    private final InstantSource clock;

    public RegistrationRoutes(
            Registrations registrations,
            PasswordRules rules,
            RequestGuard guard,
            InstantSource clock) {
        this.registrations = registrations;
        this.rules = rules;
        this.guard = guard;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/register", this::register),
                new Route("POST", "/auth/confirm", this::confirm),
                new Route("POST", "/auth/resend-code", this::resend));
    }

    private Response register(Request request) {
        NewAccount wanted = newAccount(JsonBody.read(request));
        RateLimitCharge asked = guard.spend(RateLimitRule.REGISTER_NETWORK, request);
        RateLimitCharge letter =
                guard.spendLetter(RateLimitRule.REGISTER_ACCOUNT_NETWORK, wanted.email(), request);
        String secret =
                asked.and(letter)
                        .unlessItFails(() -> registrations.register(wanted))
                        .orElseThrow(() -> unsent(letter));
        return Response.json(202, Map.of("status", "confirmation_sent", "registration", secret))
                .with("Cache-Control", "no-store");
    }

    private NewAccount newAccount(JsonBody body) {
        Optional<EmailAddress> email = AccountFields.email(body);
        String password = AccountFields.newPassword(body, "password", rules, email);
        String name = AccountFields.name(body);
        if (!body.bool("age_confirmed")) {
            body.wrong("age_confirmed", "must be true: accounts are for people of 16 and older");
        }
        String terms = AccountFields.terms(body.object("consent"), clock.instant());
        body.check();
        return new NewAccount(email.orElseThrow(), password, "".equals(name) ? null : name, terms);
    }

    private Response confirm(Request request) {
        JsonBody body = JsonBody.read(request);
        String secret = AccountFields.registration(body);
        Optional<OneTimeCode> code = AccountFields.code(body);
        body.check();
        RateLimitCharge charge = guard.spend(RateLimitRule.CODE_NETWORK, request);
        if (code.isEmpty()
                || !charge.unlessItFails(() -> registrations.confirm(secret, code.get()))) {
            throw AccountFields.codeInvalid();
        }
        return Response.noContent();
    }

    private Response resend(Request request) {
        JsonBody body = JsonBody.read(request);
        String secret = AccountFields.registration(body);
        body.check();
        RateLimitCharge asked = guard.spend(RateLimitRule.MAIL_NETWORK, request);
        Waiting waiting =
                asked.unlessItFails(() -> registrations.waiting(secret))
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        ProblemType.REGISTRATION_UNKNOWN,
                                                        "Nothing waits for a code any more. Sign"
                                                                + " in, or register again.")
                                                .exception());
        RateLimitCharge letter =
                guard.spendLetter(
                        RateLimitRule.MAIL_ACCOUNT_NETWORK, waiting.login().email(), request);
        if (!asked.and(letter).unlessItFails(() -> registrations.resend(waiting))) {
            throw unsent(letter);
        }
        return AccountFields.letterSent();
    }

    private static RuntimeException unsent(RateLimitCharge letter) {
        letter.giveBack();
        return Problem.passing(
                        ProblemType.UNAVAILABLE,
                        "The mail could not be sent. Ask again in a moment.",
                        MAIL_IS_BACK)
                .exception();
    }
}
