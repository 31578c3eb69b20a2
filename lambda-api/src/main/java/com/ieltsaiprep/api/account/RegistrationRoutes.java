package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.Registration.Waiting;
import com.ieltsaiprep.api.http.JsonBody;
import com.ieltsaiprep.api.http.Problem;
import com.ieltsaiprep.api.http.ProblemType;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.http.Response;
import com.ieltsaiprep.api.http.Route;
import com.ieltsaiprep.api.limit.Limit;
import com.ieltsaiprep.api.limit.Spent;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.password.PasswordRules;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asking for an account, and confirming it. */
final class RegistrationRoutes {
    private static final Duration MAIL_IS_BACK = Duration.ofSeconds(30);

    private final Registrations registrations;
    private final PasswordRules rules;
    private final Gate gate;
    private final InstantSource clock;

    RegistrationRoutes(
            Registrations registrations, PasswordRules rules, Gate gate, InstantSource clock) {
        this.registrations = registrations;
        this.rules = rules;
        this.gate = gate;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/register", this::register),
                new Route("POST", "/auth/confirm", this::confirm),
                new Route("POST", "/auth/resend-code", this::resend));
    }

    private Response register(Request request) {
        NewAccount wanted = newAccount(JsonBody.read(request));
        Spent asked = gate.spend(Limit.REGISTER_NETWORK, request);
        Spent letter = gate.spendLetter(Limit.REGISTER_ACCOUNT_NETWORK, wanted.email(), request);
        String secret =
                asked.and(letter)
                        .unlessItFails(() -> registrations.register(wanted))
                        .orElseThrow(() -> unsent(letter));
        return Response.json(202, Map.of("status", "confirmation_sent", "registration", secret))
                .with("Cache-Control", "no-store");
    }

    private NewAccount newAccount(JsonBody body) {
        Optional<EmailAddress> email = Fields.email(body);
        String password = Fields.newPassword(body, "password", rules, email);
        String name = Fields.name(body);
        if (!body.bool("age_confirmed")) {
            body.wrong("age_confirmed", "must be true: accounts are for people of 16 and older");
        }
        String terms = Fields.terms(body.object("consent"), clock.instant());
        body.check();
        return new NewAccount(email.orElseThrow(), password, "".equals(name) ? null : name, terms);
    }

    private Response confirm(Request request) {
        JsonBody body = JsonBody.read(request);
        String secret = Fields.registration(body);
        Optional<EmailCode> code = Fields.code(body);
        body.check();
        Spent spent = gate.spend(Limit.CODE_NETWORK, request);
        if (code.isEmpty()
                || !spent.unlessItFails(() -> registrations.confirm(secret, code.get()))) {
            throw Fields.codeInvalid();
        }
        return Response.noContent();
    }

    private Response resend(Request request) {
        JsonBody body = JsonBody.read(request);
        String secret = Fields.registration(body);
        body.check();
        Spent asked = gate.spend(Limit.MAIL_NETWORK, request);
        Waiting waiting =
                asked.unlessItFails(() -> registrations.waiting(secret))
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        ProblemType.REGISTRATION_UNKNOWN,
                                                        "Nothing waits for a code any more. Sign"
                                                                + " in, or register again.")
                                                .exception());
        Spent letter =
                gate.spendLetter(Limit.MAIL_ACCOUNT_NETWORK, waiting.login().email(), request);
        if (!asked.and(letter).unlessItFails(() -> registrations.resend(waiting))) {
            throw unsent(letter);
        }
        return Fields.letterSent();
    }

    private static RuntimeException unsent(Spent letter) {
        letter.giveBack();
        return Problem.passing(
                        ProblemType.UNAVAILABLE,
                        "The mail could not be sent. Ask again in a moment.",
                        MAIL_IS_BACK)
                .exception();
    }
}
