package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.http.JsonBody;
import com.ieltsaiprep.api.http.Problem;
import com.ieltsaiprep.api.http.ProblemType;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.http.Response;
import com.ieltsaiprep.api.http.Route;
import com.ieltsaiprep.api.limit.Limit;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.password.PasswordRules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asking for an account, and confirming it. */
final class RegistrationRoutes {
    private static final Duration MAIL_IS_BACK = Duration.ofSeconds(30);

    private final Registrations registrations;
    private final PasswordRules rules;
    private final Gate gate;
    private final EvenTime evenTime;

    RegistrationRoutes(
            Registrations registrations, PasswordRules rules, Gate gate, EvenTime evenTime) {
        this.registrations = registrations;
        this.rules = rules;
        this.gate = gate;
        this.evenTime = evenTime;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/register", this::register),
                new Route("POST", "/auth/confirm", this::confirm),
                new Route("POST", "/auth/resend-code", this::resend));
    }

    private Response register(Request request) {
        NewAccount wanted = newAccount(JsonBody.read(request));
        gate.spend(Limit.REGISTER_ADDRESS, request);
        gate.spend(Limit.REGISTER_ACCOUNT, wanted.email());
        if (!registrations.register(wanted)) {
            throw Problem.passing(
                            ProblemType.UNAVAILABLE,
                            "The mail could not be sent. Register again in a moment.",
                            MAIL_IS_BACK)
                    .exception();
        }
        return Fields.letterSent();
    }

    private NewAccount newAccount(JsonBody body) {
        Optional<EmailAddress> email = Fields.email(body);
        String password = Fields.newPassword(body, "password", rules, email);
        String name = Fields.name(body);
        if (!body.bool("age_confirmed")) {
            body.wrong("age_confirmed", "must be true: accounts are for people of 16 and older");
        }
        String terms = Fields.terms(body.object("consent"));
        body.check();
        return new NewAccount(email.orElseThrow(), password, "".equals(name) ? null : name, terms);
    }

    private Response confirm(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> email = Fields.email(body);
        Optional<EmailCode> code = Fields.code(body);
        body.check();
        gate.spend(Limit.CODE_ADDRESS, request);
        if (code.isEmpty() || !registrations.confirm(email.orElseThrow(), code.get())) {
            throw Fields.codeInvalid();
        }
        return Response.noContent();
    }

    private Response resend(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> email = Fields.email(body);
        body.check();
        gate.spend(Limit.MAIL_ADDRESS, request);
        gate.spend(Limit.MAIL_ACCOUNT, email.orElseThrow());
        evenTime.run(() -> registrations.resend(email.get()));
        return Fields.letterSent();
    }
}
