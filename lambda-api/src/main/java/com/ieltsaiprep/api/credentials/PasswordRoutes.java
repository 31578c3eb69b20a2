package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountFields;
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
import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.SessionResponses;

import java.util.List;
import java.util.Optional;

/** Setting another password. */
public final class PasswordRoutes {
    private final PasswordChange changes;
    private final PasswordReset resets;
    private final PasswordRules rules;
    private final SessionResponses responses;
    private final RequestGuard guard;
    private final MinimumResponseTime evenTime;

    public PasswordRoutes(
            PasswordChange changes,
            PasswordReset resets,
            PasswordRules rules,
            SessionResponses responses,
            RequestGuard guard,
            MinimumResponseTime evenTime) {
        this.changes = changes;
        this.resets = resets;
        this.rules = rules;
        this.responses = responses;
        this.guard = guard;
        this.evenTime = evenTime;
    }

    public List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/change-password", this::change),
                new Route("POST", "/auth/forgot-password", this::forgot),
                new Route("POST", "/auth/reset-password", this::reset));
    }

    private Response change(Request request) {
        String userId = guard.userId(request);
        JsonBody body = JsonBody.read(request);
        String current = AccountFields.password(body, "current_password");
        String wanted = AccountFields.password(body, "new_password");
        String device = AccountFields.device(body);
        body.check();
        return guard.spend(RateLimitRule.PASSWORD_ACCOUNT, userId)
                .unlessItFails(
                        () ->
                                responses.signedIn(
                                        userId,
                                        () ->
                                                issued(
                                                        changes.change(
                                                                userId, current, wanted, device))));
    }

    private static IssuedTokens issued(PasswordChange.Outcome outcome) {
        return switch (outcome) {
            case PasswordChange.Outcome.Changed(IssuedTokens issued) -> issued;
            case PasswordChange.Outcome.SignedOut _ ->
                    throw Problem.of(
                                    ProblemType.SESSION_REVOKED,
                                    "The password is changed: sign in with it.")
                            .exception();
            case PasswordChange.Outcome.Wrong _ -> throw AccountFields.passwordWrong();
            case PasswordChange.Outcome.Unfit(String objection) ->
                    throw AccountFields.refusal("new_password", objection);
        };
    }

    private Response forgot(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> email = AccountFields.email(body);
        body.check();
        RateLimitCharge asked = guard.spend(RateLimitRule.MAIL_NETWORK, request);
        RateLimitCharge letter =
                guard.spendLetter(RateLimitRule.MAIL_ACCOUNT_NETWORK, email.orElseThrow(), request);
        boolean sent =
                asked.and(letter)
                        .unlessItFails(() -> evenTime.run(() -> resets.forgot(email.get())));
        if (!sent) {
            letter.giveBack();
        }
        return AccountFields.letterSent();
    }

    private Response reset(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> email = AccountFields.email(body);
        Optional<OneTimeCode> code = AccountFields.code(body);
        String wanted = AccountFields.newPassword(body, "new_password", rules, email);
        body.check();
        RateLimitCharge charge = guard.spend(RateLimitRule.CODE_NETWORK, request);
        if (code.isEmpty()
                || !charge.unlessItFails(
                        () -> resets.reset(email.orElseThrow(), code.get(), wanted))) {
            throw AccountFields.codeInvalid();
        }
        // Who was locked out by another's guesses gets in with the new password.
        guard.remember(email.get(), request);
        return Response.noContent();
    }
}
