package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.account.SignIns.Proven;
import com.ieltsaiprep.api.http.JsonBody;
import com.ieltsaiprep.api.http.Problem;
import com.ieltsaiprep.api.http.ProblemType;
import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.http.Response;
import com.ieltsaiprep.api.http.Route;
import com.ieltsaiprep.api.limit.Limit;
import com.ieltsaiprep.api.limit.Spent;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.session.SessionAnswers;

import java.util.List;
import java.util.Optional;

/** Signing in with e-mail address and password. */
final class SignInRoutes {
    private final SignIns signIns;
    private final SessionAnswers answers;
    private final Gate gate;

    SignInRoutes(SignIns signIns, SessionAnswers answers, Gate gate) {
        this.signIns = signIns;
        this.answers = answers;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(new Route("POST", "/auth/sign-in", this::signIn));
    }

    private Response signIn(Request request) {
        JsonBody body = JsonBody.read(request);
        Optional<EmailAddress> typed = Fields.email(body);
        String password = Fields.password(body, "password");
        String device = Fields.device(body);
        body.check();
        EmailAddress email = typed.orElseThrow();
        return spend(email, request)
                .unlessItFails(
                        () -> {
                            Proven person =
                                    signIns.check(email, password).orElseThrow(SignInRoutes::wrong);
                            gate.remember(email, request);
                            return answers.signedIn(
                                    person.userId(), () -> signIns.begin(person, device));
                        });
    }

    private Spent spend(EmailAddress email, Request request) {
        Spent spent =
                gate.spend(Limit.SIGN_IN_NETWORK, request)
                        .and(gate.spend(Limit.SIGN_IN_ACCOUNT_NETWORK, email, request));
        return gate.knows(email, request)
                ? spent
                : spent.and(gate.spend(Limit.SIGN_IN_ACCOUNT, email));
    }

    private static RuntimeException wrong() {
        return Problem.of(
                        ProblemType.CREDENTIALS_INVALID,
                        "The e-mail address or the password is not right.")
                .exception();
    }
}
