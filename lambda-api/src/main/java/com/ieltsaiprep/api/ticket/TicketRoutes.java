package com.ieltsaiprep.api.ticket;

import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.entitlement.Entitlements.Beginning;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.session.Authenticator;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Ticket;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Tickets to new conversations with Maya, and to those that are to go on. A ticket is put where the
 * gateway finds it before an attempt is taken, and told to nobody until then: whatever fails,
 * nobody pays for a conversation that they cannot have.
 */
public final class TicketRoutes {
    static final String PATH = "/api/nova-sonic/sessions";

    private static final TextRule MODULE =
            new TextRule(
                    20,
                    Pattern.compile("academic_speaking|general_speaking"),
                    "must be academic_speaking or general_speaking");
    private static final TextRule SESSION =
            new TextRule(
                    64,
                    Pattern.compile("[A-Za-z0-9-]+"),
                    "must be the session_id of one of your sessions");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Entitlements attempts;
    private final TicketStore tickets;
    private final Parts parts;
    private final RandomGenerator random;
    private final SpeechEndpoints endpoints;

    /** What is needed around it. */
    public record Parts(
            Authenticator authenticator, RateLimiter rateLimiter, NewTestsFlag testSwitch) {}

    /**
     * For a function in the region where tickets are given.
     *
     * @param random must be cryptographically strong
     */
    public TicketRoutes(
            Entitlements attempts,
            TicketStore tickets,
            Parts parts,
            RandomGenerator random,
            SpeechEndpoints endpoints) {
        this.attempts = attempts;
        this.tickets = tickets;
        this.parts = parts;
        this.random = random;
        this.endpoints = endpoints;
    }

    /** What it answers. */
    public List<Route> routes() {
        return List.of(new Route("POST", PATH, this::ticket));
    }

    private Response ticket(Request request) {
        String userId = parts.authenticator().authenticate(request).userId();
        parts.rateLimiter().spend(RateLimitRule.TICKET, userId);
        JsonBody body = JsonBody.readOptional(request);
        String module =
                body.optionalText("module", MODULE).orElse(ExamModule.ACADEMIC_SPEAKING.id());
        Optional<String> sessionId = body.optionalText("session_id", SESSION);
        body.check();
        return sessionId.isPresent()
                ? again(userId, sessionId.get())
                : begin(userId, ExamModule.of(module).orElseThrow(), key(request));
    }

    private static Optional<String> key(Request request) {
        Optional<String> key = request.header("idempotency-key");
        if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
            throw Problem.of(
                            ProblemType.INVALID_REQUEST,
                            "Idempotency-Key must have 16 to 64 letters, digits, _ or -.")
                    .exception();
        }
        return key;
    }

    private Response begin(String userId, ExamModule module, Optional<String> key) {
        if (!parts.testSwitch().newTests()) {
            throw passing(
                    ProblemType.NEW_TESTS_STOPPED,
                    "New tests begin again soon. Those under way go on.",
                    A_MINUTE);
        }
        String secret = Ticket.newSecret(random);
        return switch (attempts.begin(
                userId,
                module,
                key,
                sessionId -> tickets.put(secret, new Ticket(sessionId, userId)))) {
            case Beginning.Begun(String sessionId) -> answer(sessionId, secret);
            case Beginning.NoneLeft _ ->
                    throw Problem.of(
                                    ProblemType.NO_ATTEMPTS,
                                    "There is no attempt left for this module.")
                            .exception();
            case Beginning.NotReady _ -> throw away();
            case Beginning.Busy _ ->
                    throw passing(
                            ProblemType.UNAVAILABLE, "You begin several tests at once.", A_MOMENT);
            case Beginning.NoAccount _ ->
                    throw Problem.of(
                                    ProblemType.SESSION_REVOKED,
                                    "There is no such account any more.")
                            .exception();
        };
    }

    private Response again(String userId, String sessionId) {
        return switch (attempts.running(userId, sessionId)) {
            case RUNNING -> {
                String secret = Ticket.newSecret(random);
                if (!tickets.put(secret, new Ticket(sessionId, userId))) {
                    throw away();
                }
                yield answer(sessionId, secret);
            }
            case OVER ->
                    throw Problem.of(
                                    ProblemType.SESSION_OVER,
                                    "This session is over; begin another.")
                            .exception();
            case UNKNOWN ->
                    throw Problem.of(
                                    ProblemType.SESSION_UNKNOWN,
                                    "You have no session with this session_id.")
                            .exception();
        };
    }

    private Response answer(String sessionId, String secret) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("session_id", sessionId);
        answer.put("ticket", secret);
        answer.put("stream_url", endpoints.streamUrl());
        answer.put("expires_in", Ticket.LIFETIME_SECONDS);
        answer.put("probe_url", endpoints.probeUrl());
        answer.put("distance", LatencyNotice.of(endpoints.examinerRegion()));
        return Response.json(201, answer).with("Cache-Control", "no-store");
    }

    private static RuntimeException away() {
        return passing(
                ProblemType.TICKETS_UNAVAILABLE,
                "Tickets cannot be given now. No attempt was taken: try again.",
                A_MOMENT);
    }

    private static RuntimeException passing(ProblemType type, String detail, Duration after) {
        return Problem.passing(type, detail, after).exception();
    }
}
