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

/** Routes that change a password, and reset a forgotten one. */
final class PasswordRoutes {
    private final PasswordChange change;
    private final PasswordReset reset;
    private final RequestGuard guard;
    private final MinimumResponseTime minimumTime;

    PasswordRoutes(
            PasswordChange change,
            PasswordReset reset,
            RequestGuard guard,
            MinimumResponseTime minimumTime) {
        this.change = change;
        this.reset = reset;
        this.guard = guard;
        this.minimumTime = minimumTime;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/change-password", this::change),
                new Route("POST", "/auth/forgot-password", this::sendCode),
                new Route("POST", "/auth/reset-password", this::reset));
    }

    private Response change(Request request) {
        String userId = guard.userId(request);
        JsonBody body = JsonBody.read(request);
        String current = AccountFields.password(body, "current_password");
        String wanted = AccountFields.password(body, "new_password");
        String device = AccountFields.device(body);
        body.requireValid();
        return guard.charge(RateLimitRule.PASSWORD_ACCOUNT, userId)
                .refundOnFailure(() -> response(change.change(userId, current, wanted, device)));
    }

    private static Response response(PasswordChange.Result result) {
        return switch (result) {
            case PasswordChange.Result.Changed(Object profile, IssuedTokens issued) ->
                    SessionResponses.signedIn(profile, issued);
            case PasswordChange.Result.SignedOut _ ->
                    throw Problem.of(
                                    ProblemType.SESSION_REVOKED,
                                    "The password is changed: sign in with it.")
                            .exception();
            case PasswordChange.Result.Wrong _ -> throw AccountFields.passwordWrong();
            case PasswordChange.Result.Unfit(String objection) ->
                    throw AccountFields.fieldError("new_password", objection);
        };
    }

    private Response sendCode(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> address = AccountFields.email(body);
        body.requireValid();
        RateLimitCharge attempt = guard.charge(RateLimitRule.MAIL_NETWORK, request);
        RateLimitCharge email =
                guard.chargeEmail(
                        RateLimitRule.MAIL_ACCOUNT_NETWORK, address.orElseThrow(), request);
        boolean sent =
                attempt.and(email)
                        .refundOnFailure(
                                () -> minimumTime.run(() -> reset.sendCode(address.get())));
        if (!sent) {
            email.refund();
        }
        return AccountFields.emailSent();
    }

    private Response reset(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> email = AccountFields.email(body);
        Optional<OneTimeCode> code = AccountFields.code(body);
        String wanted = AccountFields.newPassword(body, "new_password", email);
        body.requireValid();
        RateLimitCharge attempt = guard.charge(RateLimitRule.CODE_NETWORK, request);
        if (code.isEmpty()
                || !attempt.refundOnFailure(
                        () -> reset.reset(email.orElseThrow(), code.get(), wanted))) {
            throw AccountFields.codeInvalid();
        }
        // An account that another network has locked out is open to its owner with the new
        // password.
        guard.markKnownNetwork(email.get(), request);
        return Response.noContent();
    }
}
