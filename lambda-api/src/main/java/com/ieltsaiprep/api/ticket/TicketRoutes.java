package com.ieltsaiprep.api.ticket;

import com.ieltsaiprep.api.entitlement.AttemptPlan;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.platform.dynamo.OptimisticLock;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitRule;
import com.ieltsaiprep.api.session.Caller;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Ticket;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * HTTP route that issues tickets, single-use secrets that admit a client to a new or resumed
 * conversation with Maya, the AI examiner. It plans the use of an attempt (right to take one test),
 * stores the ticket for the gateway, commits the plan, and only then sends the ticket: no failure
 * costs an attempt. A request repeated with its idempotency key gets the same session.
 */
public final class TicketRoutes {
    private static final String PATH = "/api/nova-sonic/sessions";

    private static final TextRule MODULE =
            new TextRule(
                    Pattern.compile("academic_speaking|general_speaking"),
                    "must be the academic or the general speaking test");

    private static final TextRule SESSION =
            new TextRule(Pattern.compile("[A-Za-z0-9-]{1,64}"), "must be one of your sessions");

    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final Duration RETRY_SOON = Duration.ofSeconds(2);
    private static final Duration RETRY_LATER = Duration.ofMinutes(1);

    private final Entitlements entitlements;
    private final RedisTicketStore tickets;
    private final RequestGuard guard;
    private final BooleanSupplier newTestsAllowed;
    private final RandomGenerator random;
    private final SpeechEndpoints endpoints;

    /**
     * Creates the HTTP route that issues tickets, for a function in the gateway's region.
     *
     * @param tickets the store from which the gateway takes tickets
     * @param newTestsAllowed false while operators have stopped new tests; throws if this is not
     *     known, so that no test begins
     * @param random must be cryptographically strong
     */
    public TicketRoutes(
            Entitlements entitlements,
            RedisTicketStore tickets,
            RequestGuard guard,
            BooleanSupplier newTestsAllowed,
            RandomGenerator random,
            SpeechEndpoints endpoints) {
        this.entitlements = entitlements;
        this.tickets = tickets;
        this.guard = guard;
        this.newTestsAllowed = newTestsAllowed;
        this.random = random;
        this.endpoints = endpoints;
    }

    /**
     * Returns the HTTP route of a region that issues no tickets: its response is 421 with the
     * address of the API in the region that issues them.
     */
    public static List<Route> inWrongRegion(SpeechEndpoints endpoints) {
        return List.of(
                new Route(
                        "POST",
                        PATH,
                        _ -> {
                            throw new Problem(
                                            ProblemType.WRONG_REGION,
                                            "Maya is in another part of the world.",
                                            List.of(),
                                            Map.of("address", endpoints.apiUrl()),
                                            Map.of())
                                    .exception();
                        }));
    }

    /** Returns the route that issues tickets, {@code POST /api/nova-sonic/sessions}. */
    public List<Route> routes() {
        return List.of(new Route("POST", PATH, this::ticket));
    }

    private Response ticket(Request request) {
        Caller caller = guard.caller(request);
        guard.charge(RateLimitRule.TICKET, caller.userId());
        JsonBody body = JsonBody.readOptional(request);
        String module =
                body.optionalText("module", MODULE).orElse(ExamModule.ACADEMIC_SPEAKING.id());
        Optional<String> sessionId = body.optionalText("session_id", SESSION);
        body.requireValid();
        return sessionId.isPresent()
                ? resume(caller, sessionId.get())
                : begin(caller, ExamModule.of(module).orElseThrow(), idempotencyKey(request));
    }

    private static Optional<String> idempotencyKey(Request request) {
        Optional<String> key = request.header("idempotency-key");
        if (key.isPresent() && !IDEMPOTENCY_KEY.matcher(key.get()).matches()) {
            throw Problem.invalidField(
                            "Idempotency-Key",
                            "must have 16 to 64 letters, digits, underscores or hyphens")
                    .exception();
        }
        return key;
    }

    private Response begin(Caller caller, ExamModule module, Optional<String> idempotencyKey) {
        if (!newTestsAllowed.getAsBoolean()) {
            throw unavailable(
                    ProblemType.NEW_TESTS_STOPPED,
                    "New tests begin again soon. Those under way go on.",
                    RETRY_LATER);
        }
        return OptimisticLock.retry(
                        Entitlements.MAX_ATTEMPTS,
                        () ->
                                begin(
                                        caller,
                                        entitlements
                                                .prepare(caller.userId(), module, idempotencyKey)
                                                .orElseThrow(TicketRoutes::noneLeft)))
                .orElseThrow(
                        () ->
                                unavailable(
                                        ProblemType.UNAVAILABLE,
                                        "You begin several tests at once. Try again.",
                                        RETRY_SOON));
    }

    /** Returns empty if a concurrent request has changed the entitlement. */
    private Optional<Response> begin(Caller caller, AttemptPlan plan) {
        String secret = issue(caller, plan.sessionId());
        return switch (entitlements.commit(caller.userId(), plan)) {
            case DONE -> {
                plan.earlierSessionId().ifPresent(it -> tickets.endSession(caller.userId(), it));
                yield Optional.of(response(plan.sessionId(), secret));
            }
            case CONFLICT -> Optional.empty();
            case NO_ACCOUNT ->
                    throw Problem.of(
                                    ProblemType.SESSION_REVOKED,
                                    "There is no such account any more.")
                            .exception();
        };
    }

    private Response resume(Caller caller, String sessionId) {
        return switch (entitlements.state(caller.userId(), sessionId)) {
            case RUNNING -> response(sessionId, issue(caller, sessionId));
            case OVER ->
                    throw Problem.of(
                                    ProblemType.SESSION_OVER,
                                    "This session is over; begin another.")
                            .exception();
            case UNKNOWN ->
                    throw Problem.of(ProblemType.SESSION_UNKNOWN, "You have no such session.")
                            .exception();
        };
    }

    /** Stores a ticket and returns its secret, which is of no use before it is sent. */
    private String issue(Caller caller, String sessionId) {
        String secret = Ticket.newSecret(random);
        Ticket ticket = new Ticket(sessionId, caller.userId(), caller.signedInAt());
        if (!tickets.put(secret, ticket)) {
            throw unavailable(
                    ProblemType.TICKETS_UNAVAILABLE,
                    "Maya cannot be reached now. No attempt was taken: try again.",
                    RETRY_SOON);
        }
        return secret;
    }

    private Response response(String sessionId, String secret) {
        Map<String, Object> ticket = new LinkedHashMap<>();
        ticket.put("session_id", sessionId);
        ticket.put("ticket", secret);
        ticket.put("stream_url", endpoints.streamUrl());
        ticket.put("expires_in", Ticket.LIFETIME_SECONDS);
        ticket.put("probe_url", endpoints.probeUrl());
        ticket.put("distance", LatencyNotice.of(endpoints.examinerRegion()));
        return Response.json(201, ticket).with("Cache-Control", "no-store");
    }

    private static RuntimeException noneLeft() {
        return Problem.of(ProblemType.NO_ATTEMPTS, "There is no attempt left for this module.")
                .exception();
    }

    private static RuntimeException unavailable(
            ProblemType type, String detail, Duration retryAfter) {
        return Problem.retryable(type, detail, retryAfter).exception();
    }
}
