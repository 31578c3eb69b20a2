package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.AccountFields;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.platform.password.Passwords;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitCharge;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.registration.Registration.Pending;
import com.ieltsaiprep.api.session.RequestGuard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTTP routes that register an account, confirm its e-mail address, and send another code. */
public final class RegistrationRoutes {
    private static final TextRule SECRET = TextRule.upTo(100);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Registrations registrations;
    private final RequestGuard guard;
    private final InstantSource clock;

    /** Creates the HTTP routes of registration over the DynamoDB table of users. */
    public RegistrationRoutes(
            RegionalDynamo dynamo,
            Passwords passwords,
            EmailSender emailSender,
            RequestGuard guard,
            InstantSource clock,
            TokenGenerator tokens) {
        this.registrations =
                new Registrations(
                        new DynamoAccounts(dynamo),
                        new DynamoRegistrations(dynamo),
                        passwords,
                        emailSender,
                        clock,
                        tokens);
        this.guard = guard;
        this.clock = clock;
    }

    /** Returns the POST routes that register, confirm the e-mail address, and resend a code. */
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/register", this::register),
                new Route("POST", "/auth/confirm", this::confirm),
                new Route("POST", "/auth/resend-code", this::resend));
    }

    private Response register(Request request) {
        NewAccount wanted = newAccount(JsonBody.read(request));
        RateLimitCharge attempt = guard.charge(RateLimitRule.REGISTER_NETWORK, request);
        RateLimitCharge email =
                guard.chargeEmail(RateLimitRule.REGISTER_ACCOUNT_NETWORK, wanted.email(), request);
        String secret =
                attempt.and(email)
                        .refundOnFailure(() -> registrations.register(wanted))
                        .orElseThrow(() -> notSent(email));
        return Response.json(202, Map.of("status", "confirmation_sent", "registration", secret))
                .with("Cache-Control", "no-store");
    }

    private NewAccount newAccount(JsonBody body) {
        Optional<EmailAddress> email = AccountFields.email(body);
        String password = AccountFields.newPassword(body, "password", email);
        String name = AccountFields.name(body);
        if (!body.bool("age_confirmed")) {
            body.reject(
                    "age_confirmed", "must be confirmed: accounts are for people of 16 and older");
        }
        String terms = AccountFields.terms(body.object("consent"), clock.instant());
        body.requireValid();
        return new NewAccount(email.orElseThrow(), password, "".equals(name) ? null : name, terms);
    }

    private Response confirm(Request request) {
        JsonBody body = JsonBody.read(request);
        String secret = body.text("registration", SECRET);
        Optional<OneTimeCode> code = AccountFields.code(body);
        body.requireValid();
        RateLimitCharge attempt = guard.charge(RateLimitRule.CODE_NETWORK, request);
        if (code.isEmpty()
                || !attempt.refundOnFailure(() -> registrations.confirm(secret, code.get()))) {
            throw AccountFields.codeInvalid();
        }
        return Response.noContent();
    }

    private Response resend(Request request) {
        JsonBody body = JsonBody.read(request);
        String secret = body.text("registration", SECRET);
        body.requireValid();
        RateLimitCharge attempt = guard.charge(RateLimitRule.MAIL_NETWORK, request);
        Pending pending =
                attempt.refundOnFailure(() -> registrations.pending(secret))
                        .orElseThrow(RegistrationRoutes::unknown);
        RateLimitCharge email =
                guard.chargeEmail(
                        RateLimitRule.MAIL_ACCOUNT_NETWORK, pending.credentials().email(), request);
        if (!attempt.and(email).refundOnFailure(() -> registrations.resend(pending))) {
            throw notSent(email);
        }
        return AccountFields.emailSent();
    }

    private static RuntimeException unknown() {
        return Problem.of(
                        ProblemType.REGISTRATION_UNKNOWN,
                        "Nothing waits for a code any more. Sign in, or register again.")
                .exception();
    }

    private static RuntimeException notSent(RateLimitCharge email) {
        email.refund();
        return Problem.retryable(
                        ProblemType.UNAVAILABLE,
                        "The mail could not be sent. Ask again in a moment.",
                        RETRY_AFTER)
                .exception();
    }
}
