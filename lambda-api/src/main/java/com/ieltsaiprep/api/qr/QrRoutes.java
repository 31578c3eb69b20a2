package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitKey;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.session.Authenticator;
import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.session.SessionResponses;
import com.ieltsaiprep.api.session.SignInEvents;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signing in by QR code: what the browser asks, and what the app does. */
public final class QrRoutes {
    private static final TextRule TOKEN = TextRule.upTo(64);
    private static final String NO_STORE = "no-store";

    private final QrSignIns signIns;
    private final Parts parts;
    private final String approvalPage;

    /** What is needed around it. */
    public record Parts(
            Authenticator authenticator,
            SessionResponses responses,
            RateLimiter rateLimiter,
            SignInEvents events,
            QrNotices notices) {}

    /**
     * Over these sign-ins.
     *
     * @param approvalPage the picture's address up to the token, such as {@code
     *     https://ieltsaiprep.com/approve?token=}
     */
    public QrRoutes(QrSignIns signIns, Parts parts, String approvalPage) {
        this.signIns = signIns;
        this.parts = parts;
        this.approvalPage = approvalPage;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(
                new Route("POST", "/auth/generate-qr", this::begin),
                new Route("POST", "/auth/qr-session", this::poll),
                new Route("GET", "/auth/qr/{token}", this::look),
                new Route("POST", "/mobile-authenticate", this::decide));
    }

    private Response begin(Request request) {
        JsonBody.readOptional(request);
        parts.rateLimiter()
                .spend(RateLimitRule.QR_GENERATE, RateLimitKey.network(request.sourceIp()));
        QrChallenge begun =
                signIns.begin(
                        UserAgentName.inWords(request.header("user-agent").orElse("")),
                        place(request));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token", begun.id().text());
        answer.put("qr_url", approvalPage + begun.id().text());
        answer.put("user_code", begun.code().shown());
        answer.put("secret", begun.secret());
        answer.put("expires_in", QrSignIn.LIFETIME.toSeconds());
        answer.put("interval", QrSignIn.INTERVAL.toSeconds());
        return Response.json(201, answer).with("Cache-Control", NO_STORE);
    }

    /** Only CloudFront's own header gets as far as here. */
    private static String place(Request request) {
        return CountryName.inWords(request.header("cloudfront-viewer-country").orElse(""));
    }

    private Response poll(Request request) {
        JsonBody body = JsonBody.read(request);
        String token = body.text("token", TOKEN);
        String secret = body.text("secret", TOKEN);
        body.check();
        String network = RateLimitKey.network(request.sourceIp());
        return switch (poll(token, secret, network)) {
            case QrSignIns.Answer.Pending _ ->
                    Response.json(202, Map.of("status", "pending")).with("Cache-Control", NO_STORE);
            case QrSignIns.Answer.Approved approved -> signIn(approved);
            case QrSignIns.Answer.Denied _ ->
                    throw problem(ProblemType.QR_DENIED, "Somebody refused it in the app.");
            case QrSignIns.Answer.Over _ -> throw over();
            case QrSignIns.Answer.TooFast _ -> throw tooFast();
            case QrSignIns.Answer.Unknown _ -> {
                parts.rateLimiter().spend(RateLimitRule.QR_POLL, network);
                throw unknown();
            }
        };
    }

    /** Reading in another region is slow and paid for, and anybody can make up its tokens. */
    private QrSignIns.Answer poll(String token, String secret, String network) {
        Optional<QrId> id = QrId.parse(token);
        if (id.filter(signIns::isElsewhere).isPresent()) {
            parts.rateLimiter().check(RateLimitRule.QR_POLL, network);
        }
        return id.map(it -> signIns.poll(it, secret)).orElseGet(QrSignIns.Answer.Unknown::new);
    }

    private Response signIn(QrSignIns.Answer.Approved approved) {
        String userId = approved.what().userId();
        Response answer = parts.responses().signedIn(userId, () -> fetch(approved));
        if (approved.what().earlier().isEmpty()) {
            parts.events().signedIn(userId, SignInEvents.Way.QR_CODE);
        }
        return answer;
    }

    private IssuedTokens fetch(QrSignIns.Answer.Approved approved) {
        return switch (signIns.fetch(approved)) {
            case QrSignIns.Fetched.Given(IssuedTokens issued) -> issued;
            case QrSignIns.Fetched.TooFast _ -> throw tooFast();
            case QrSignIns.Fetched.Over _ -> throw over();
        };
    }

    private Response look(Request request) {
        String userId = parts.authenticator().authenticate(request).userId();
        parts.rateLimiter().spend(RateLimitRule.QR_DECIDE, userId);
        QrSignIn signIn = signIns.look(request.parameter("token")).orElseThrow(QrRoutes::unknown);
        if (!signIn.isOpen(signIns.now())) {
            throw over();
        }
        QrSignIn.Asked asked = signIn.asked();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("user_code", asked.code().shown());
        answer.put("browser", asked.browser());
        answer.put("place", asked.place());
        answer.put("requested_at", asked.at().toString());
        answer.put("expires_in", Duration.between(signIns.now(), asked.until()).toSeconds());
        return Response.json(200, answer).with("Cache-Control", NO_STORE);
    }

    private Response decide(Request request) {
        if (request.header("authorization").isEmpty()) {
            throw problem(
                    ProblemType.UNAUTHENTICATED,
                    "Sign in in the app first: the sign-in is approved by whom the app's access"
                            + " token names, not by an e-mail address.");
        }
        String userId = parts.authenticator().authenticate(request).userId();
        JsonBody body = JsonBody.read(request);
        String token = body.text("token", TOKEN);
        boolean approve = body.optionalBool("approve", true);
        if (body.isAbsent("approve") && UserCode.parse(token).isPresent()) {
            body.wrong("approve", "must be true or false with a code that was typed");
        }
        body.check();
        parts.rateLimiter().spend(RateLimitRule.QR_DECIDE, userId);
        parts.authenticator().confirm(request);
        switch (signIns.decide(token, userId, approve)) {
            case QrSignIns.Decision.Done done when approve -> tell(userId, done);
            case QrSignIns.Decision.Done _, QrSignIns.Decision.Same _ -> {}
            case QrSignIns.Decision.Unknown _ -> throw unknown();
            case QrSignIns.Decision.Already _ ->
                    throw problem(
                            ProblemType.QR_DECIDED, "It was approved or denied a moment ago.");
            case QrSignIns.Decision.TooLate _ -> throw over();
        }
        return Response.json(200, Map.of("status", approve ? "approved" : "denied"));
    }

    private void tell(String userId, QrSignIns.Decision.Done done) {
        QrSignIn.Asked asked = done.asked();
        parts.notices().approved(userId, asked.browser(), asked.place(), done.at());
    }

    private static RuntimeException unknown() {
        return problem(
                ProblemType.QR_UNKNOWN, "There is no such code, or it belongs to another browser.");
    }

    private static RuntimeException over() {
        return problem(
                ProblemType.QR_EXPIRED, "A code lasts two minutes and works once: show a new one.");
    }

    private static RuntimeException tooFast() {
        return Problem.passing(
                        ProblemType.TOO_MANY_REQUESTS, "Ask every two seconds.", QrSignIn.INTERVAL)
                .exception();
    }

    private static RuntimeException problem(ProblemType type, String detail) {
        return Problem.of(type, detail).exception();
    }
}
