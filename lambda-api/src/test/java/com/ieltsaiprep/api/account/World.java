package com.ieltsaiprep.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ieltsaiprep.api.credentials.MinimumResponseTime;
import com.ieltsaiprep.api.openapi.OpenApiAnswers;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.lambda.Router;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.ratelimit.FakeCounterStore;
import com.ieltsaiprep.api.platform.ratelimit.RateLimiter;
import com.ieltsaiprep.api.profile.ProfileSource;
import com.ieltsaiprep.api.profile.Profiles;
import com.ieltsaiprep.api.session.RequestGuard;
import com.ieltsaiprep.api.session.VirtualClock;
import com.ieltsaiprep.common.ExamModule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The accounts' endpoints over fakes, in virtual time. */
final class World {
    static final String EMAIL = "an@example.com";
    static final String PASSWORD = "seven green lanterns";
    static final EmailAddress AN = new EmailAddress(EMAIL);

    private static final JsonMapper JSON = new JsonMapper();

    /** A day after the newest terms of these tests. */
    final VirtualClock clock = new VirtualClock(Instant.parse("2026-12-02T00:00:00.123456Z"));

    final FakeUsers users = new FakeUsers();
    final CountingPasswords passwords = new CountingPasswords();
    final FakeMail mail = new FakeMail();
    final FakeTokens tokens = new FakeTokens();
    final FakeHolding assessments = new FakeHolding("assessments");
    final FakeHolding purchases = new FakeHolding("purchases");
    final List<CleanupFailures.What> cleanupFailures = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();

    /** Of whoever is asking; every request has another unless a test fixes it. */
    String address = "";

    /** Whether nobody knows how many attempts are left. */
    boolean ledgerIsAway;

    int profilesWithoutAttempts;

    final FakeAuthentication authentication = new FakeAuthentication();
    private final Router router;
    private int requests;

    World() {
        AccountParts parts =
                new AccountParts(
                        new AccountParts.Stores(users, users, users.codes()),
                        passwords,
                        mail,
                        tokens,
                        List.of(assessments, purchases),
                        (what, _, _) -> cleanupFailures.add(what));
        AccountRoutes routes =
                new AccountRoutes(
                        parts,
                        new Profiles(
                                users,
                                userId ->
                                        users.nearby(userId)
                                                .map(it -> new ProfileSource.Shown(it, attempts())),
                                () -> profilesWithoutAttempts++),
                        new RequestGuard(
                                authentication,
                                new RateLimiter("us", new FakeCounterStore(), clock, _ -> {})),
                        new MinimumResponseTime(clock, this::pause),
                        clock,
                        new Random(7));
        router = new Router(routes.routes());
    }

    private void pause(Duration time) {
        pauses.add(time);
        clock.pass(time);
    }

    private Optional<Map<ExamModule, Integer>> attempts() {
        return ledgerIsAway
                ? Optional.empty()
                : Optional.of(Map.of(ExamModule.ACADEMIC_SPEAKING, 4));
    }

    /** Asks without being signed in. */
    Response post(String path, String body) {
        return ask("POST", path, "", body);
    }

    /** Asks as somebody who is signed in; nobody, if it is empty. */
    Response ask(String method, String path, String userId, String body) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("content-type", List.of("application/json"));
        if (!userId.isEmpty()) {
            headers.put("authorization", List.of(userId));
        }
        requests++;
        String from =
                address.isEmpty()
                        ? "198.51.%d.%d".formatted(requests / 250, requests % 250)
                        : address;
        Request request =
                new Request(
                        method,
                        path,
                        Map.of(),
                        headers,
                        Map.of(),
                        body.getBytes(StandardCharsets.UTF_8),
                        "request",
                        from);
        return OpenApiAnswers.of(router, request);
    }

    static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    Response register(String email, String password) {
        return post(
                "/auth/register",
                """
                {"email": "%s", "password": "%s", "name": "An", "age_confirmed": true,
                 "consent": {"terms_version": "2026-11-01"}}\
                """
                        .formatted(email, password));
    }

    /** The secret of a registration that was taken. */
    static String secret(Response registered) {
        assertThat(registered.status()).isEqualTo(202);
        return json(registered).get("registration").asText();
    }

    Response confirm(String secret, String code) {
        return post("/auth/confirm", body("registration", secret, "code", code));
    }

    Response resend(String secret) {
        return post("/auth/resend-code", body("registration", secret));
    }

    /** Registers and confirms; answers the person's id. */
    String join(String email) {
        confirm(secret(register(email, PASSWORD)), mail.code());
        return users.kept(new EmailAddress(email)).userId();
    }

    Response signIn(String email, String password) {
        return post("/auth/sign-in", body("email", email, "password", password));
    }

    /** Somebody with an account; answers their id. */
    String someone() {
        String userId = join(EMAIL);
        clock.pass(Duration.ofSeconds(1));
        return userId;
    }

    static String body(String... namesAndValues) {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.append(i == 0 ? "" : ", ")
                    .append("\"%s\": \"%s\"".formatted(namesAndValues[i], namesAndValues[i + 1]));
        }
        return body.append("}").toString();
    }

    Instant now() {
        return clock.instant();
    }
}
