package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.account.AccountFields;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.qr.QrSignIns.Decided;
import com.ieltsaiprep.api.qr.QrSignIns.Polled;
import com.ieltsaiprep.api.qr.QrSignIns.RedeemResult;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.SessionResponses;
import com.ieltsaiprep.api.session.SessionServices;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTTP routes of QR sign-in: for the browser, and for the app that approves the sign-in. */
public final class QrRoutes {
    private static final TextRule TOKEN = TextRule.upTo(64);
    private static final String NO_STORE = "no-store";

    private final QrSignIns signIns;
    private final SessionServices services;
    private final AccountMailer mailer;
    private final RequestGuard guard;
    private final String approvalPage;

    /**
     * Creates the HTTP routes of QR sign-in.
     *
     * @param approvalPage address in the QR code, without the token at its end, such as {@code
     *     https://ieltsaiprep.com/approve?token=}
     */
    public QrRoutes(
            SessionServices services,
            RequestGuard guard,
            TokenGenerator tokens,
            InstantSource clock,
            String approvalPage) {
        this.signIns = new QrSignIns(services.dynamo(), services.sessions(), tokens, clock);
        this.mailer =
                new AccountMailer(
                        new DynamoAccounts(services.dynamo()),
                        services.emailSender(),
                        services.events());
        this.services = services;
        this.guard = guard;
        this.approvalPage = approvalPage;
    }

    /** Returns the routes that begin, poll, show and decide on the QR sign-in of a browser. */
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/generate-qr", this::begin),
                new Route("POST", "/auth/qr-session", this::poll),
                new Route("GET", "/auth/qr/{token}", this::show),
                new Route("POST", "/mobile-authenticate", this::decide));
    }

    private Response begin(Request request) {
        JsonBody.readOptional(request);
        guard.charge(RateLimitRule.QR_GENERATE, request);
        QrChallenge challenge =
                signIns.begin(
                        UserAgentName.of(request.header("user-agent").orElse("")),
                        country(request));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token", challenge.id().text());
        answer.put("qr_url", approvalPage + challenge.id().text());
        answer.put("user_code", challenge.code().formatted());
        answer.put("secret", challenge.secret());
        answer.put("expires_in", QrSignIn.LIFETIME.toSeconds());
        answer.put("interval", QrSignIn.INTERVAL.toSeconds());
        return Response.json(201, answer).with("Cache-Control", NO_STORE);
    }

    /** The header is CloudFront's own: any other is removed before. */
    private static String country(Request request) {
        return CountryName.of(request.header("cloudfront-viewer-country").orElse(""));
    }

    private Response poll(Request request) {
        JsonBody body = JsonBody.read(request);
        String token = body.text("token", TOKEN);
        String secret = body.text("secret", TOKEN);
        body.requireValid();
        Optional<Polled> polled = poll(token, secret, request);
        if (polled.isEmpty()) {
            guard.charge(RateLimitRule.QR_POLL, request);
            throw unknown();
        }
        return switch (polled.get().result()) {
            case QrSignIn.Pending _ ->
                    Response.json(202, Map.of("status", "pending")).with("Cache-Control", NO_STORE);
            case QrSignIn.Redeemable redeemable -> signIn(polled.get(), redeemable);
            case QrSignIn.Denied _ ->
                    throw problem(ProblemType.QR_DENIED, "Somebody refused it in the app.");
            case QrSignIn.Expired _ -> throw expired();
            case QrSignIn.TooFast _ -> throw tooFast();
        };
    }

    /** Reads of another region are slow and paid for, and anyone can make up its tokens. */
    private Optional<Polled> poll(String token, String secret, Request request) {
        Optional<QrId> id = QrId.parse(token);
        if (id.filter(signIns::isForeign).isPresent()) {
            guard.requireNotBlocked(RateLimitRule.QR_POLL, request);
        }
        return id.flatMap(it -> signIns.poll(it, secret));
    }

    private Response signIn(Polled polled, QrSignIn.Redeemable redeemable) {
        Object profile =
                services.profiles()
                        .profile(redeemable.userId(), redeemable.approvedAt())
                        .orElseThrow(AccountFields::accountDeleted);
        return switch (signIns.redeem(polled, redeemable)) {
            case RedeemResult.Issued(var tokens) -> {
                if (redeemable.earlier().isEmpty()) {
                    services.events().signedInByQrCode(redeemable.userId());
                }
                yield SessionResponses.signedIn(profile, tokens);
            }
            case RedeemResult.TooFast _ -> throw tooFast();
            case RedeemResult.Expired _ -> throw expired();
        };
    }

    private Response show(Request request) {
        String userId = guard.userId(request);
        guard.charge(RateLimitRule.QR_DECIDE, userId);
        QrSignIn signIn = signIns.find(request.parameter("token")).orElseThrow(QrRoutes::unknown);
        if (!signIn.isOpen(signIns.now())) {
            throw expired();
        }
        QrSignIn.Challenge challenge = signIn.challenge();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("user_code", challenge.code().formatted());
        answer.put("browser", challenge.browser());
        answer.put("place", challenge.place());
        answer.put("requested_at", challenge.at().toString());
        answer.put(
                "expires_in", Duration.between(signIns.now(), challenge.expiresAt()).toSeconds());
        return Response.json(200, answer).with("Cache-Control", NO_STORE);
    }

    private Response decide(Request request) {
        if (request.header("authorization").isEmpty()) {
            throw problem(
                    ProblemType.UNAUTHENTICATED,
                    "Sign in in the app first: the account that is signed in there approves.");
        }
        String userId = guard.userId(request);
        JsonBody body = JsonBody.read(request);
        String token = body.text("token", TOKEN);
        boolean approve = body.optionalBool("approve", true);
        if (body.isAbsent("approve") && UserCode.parse(token).isPresent()) {
            body.reject("approve", "must be said: yes or no to the device with this code");
        }
        body.requireValid();
        guard.charge(RateLimitRule.QR_DECIDE, userId);
        guard.requireCurrent(request);
        Decided decided = signIns.decide(token, userId, approve).orElseThrow(QrRoutes::unknown);
        switch (decided.result()) {
            case QrSignIn.Change _, QrSignIn.Stored _ when approve -> notify(userId, decided);
            case QrSignIn.Change _, QrSignIn.Stored _, QrSignIn.Repeated _ -> {}
            case QrSignIn.Conflicting _ ->
                    throw problem(
                            ProblemType.QR_DECIDED, "It was approved or denied a moment ago.");
            case QrSignIn.TooLate _ -> throw expired();
        }
        return Response.json(200, Map.of("status", approve ? "approved" : "denied"));
    }

    /** Tells the user by e-mail, in case the approval was not their own. */
    private void notify(String userId, Decided decided) {
        QrSignIn.Challenge challenge = decided.challenge();
        mailer.send(
                userId,
                EmailMessage.browserApproved(challenge.browser(), challenge.place(), decided.at()));
    }

    private static RuntimeException unknown() {
        return problem(
                ProblemType.QR_UNKNOWN, "There is no such code, or it belongs to another browser.");
    }

    private static RuntimeException expired() {
        return problem(
                ProblemType.QR_EXPIRED, "A code lasts two minutes and works once: show a new one.");
    }

    private static RuntimeException tooFast() {
        return Problem.retryable(
                        ProblemType.TOO_MANY_REQUESTS,
                        "That was too soon. Wait two seconds.",
                        QrSignIn.INTERVAL)
                .exception();
    }

    private static RuntimeException problem(ProblemType type, String detail) {
        return Problem.of(type, detail).exception();
    }
}
