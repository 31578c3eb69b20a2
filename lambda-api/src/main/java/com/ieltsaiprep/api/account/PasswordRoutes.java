package com.ieltsaiprep.api.account;

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
import com.ieltsaiprep.api.session.Issued;
import com.ieltsaiprep.api.session.SessionAnswers;

import java.util.List;
import java.util.Optional;

/** Setting another password. */
final class PasswordRoutes {
    private final PasswordChanges changes;
    private final PasswordResets resets;
    private final PasswordRules rules;
    private final SessionAnswers answers;
    private final Gate gate;
    private final EvenTime evenTime;

    PasswordRoutes(
            PasswordChanges changes,
            PasswordResets resets,
            PasswordRules rules,
            SessionAnswers answers,
            Gate gate,
            EvenTime evenTime) {
        this.changes = changes;
        this.resets = resets;
        this.rules = rules;
        this.answers = answers;
        this.gate = gate;
        this.evenTime = evenTime;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/change-password", this::change),
                new Route("POST", "/auth/forgot-password", this::forgot),
                new Route("POST", "/auth/reset-password", this::reset));
    }

    private Response change(Request request) {
        String userId = gate.userId(request);
        JsonBody body = JsonBody.read(request);
        String current = Fields.password(body, "current_password");
        String wanted = Fields.password(body, "new_password");
        String device = Fields.device(body);
        body.check();
        return gate.spend(Limit.PASSWORD_ACCOUNT, userId)
                .unlessItFails(
                        () ->
                                answers.signedIn(
                                        userId,
                                        () ->
                                                issued(
                                                        changes.change(
                                                                userId, current, wanted, device))));
    }

    private static Issued issued(PasswordChanges.Outcome outcome) {
        return switch (outcome) {
            case PasswordChanges.Outcome.Changed(Issued issued) -> issued;
            case PasswordChanges.Outcome.SignedOut _ ->
                    throw Problem.of(
                                    ProblemType.SESSION_REVOKED,
                                    "The password is changed: sign in with it.")
                            .exception();
            case PasswordChanges.Outcome.Wrong _ -> throw Fields.passwordWrong();
            case PasswordChanges.Outcome.Unfit(String objection) ->
                    throw Fields.refusal("new_password", objection);
        };
    }

    private Response forgot(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> email = Fields.email(body);
        body.check();
        Spent asked = gate.spend(Limit.MAIL_NETWORK, request);
        Spent letter = gate.spendLetter(Limit.MAIL_ACCOUNT_NETWORK, email.orElseThrow(), request);
        boolean sent =
                asked.and(letter)
                        .unlessItFails(() -> evenTime.run(() -> resets.forgot(email.get())));
        if (!sent) {
            letter.giveBack();
        }
        return Fields.letterSent();
    }

    private Response reset(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> email = Fields.email(body);
        Optional<EmailCode> code = Fields.code(body);
        String wanted = Fields.newPassword(body, "new_password", rules, email);
        body.check();
        Spent spent = gate.spend(Limit.CODE_NETWORK, request);
        if (code.isEmpty()
                || !spent.unlessItFails(
                        () -> resets.reset(email.orElseThrow(), code.get(), wanted))) {
            throw Fields.codeInvalid();
        }
        // Who was locked out by another's guesses gets in with the new password.
        gate.remember(email.get(), request);
        return Response.noContent();
    }
}
