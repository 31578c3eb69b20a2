package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Attacks: stolen and forged tokens, mass assignment, password guessing and account enumeration.
 */
@SharedApi
final class AttacksIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final String TICKETS = "/api/nova-sonic/sessions";
    private static final List<String> PERSONAL =
            List.of(
                    "GET /me",
                    "PATCH /me",
                    "DELETE /me",
                    "GET /me/export",
                    "POST /auth/sign-out",
                    "POST /auth/sign-out-everywhere",
                    "POST /auth/change-password",
                    "GET /auth/qr/VBCDFGHJ",
                    "POST /mobile-authenticate",
                    "POST " + TICKETS);

    private final RecordingApiClient client = API.newClient();

    @Test
    void noForgedTokenOpensAnything() {
        TestAccounts.SignedInAccount victim = API.stack().accounts().create();
        String access = victim.accessToken();
        String ticket = client.withToken(access).post(Region.VIRGINIA, TICKETS).text("ticket");
        char last = access.charAt(access.length() - 1);
        List<String> forged =
                List.of(
                        "us." + "A".repeat(43),
                        victim.refreshToken(),
                        "eu" + access.substring(2),
                        access.substring(3),
                        access.toUpperCase(Locale.ROOT),
                        access.substring(0, access.length() - 1) + (last == 'A' ? 'E' : 'A'),
                        access + "A",
                        TokenGenerator.hash(access),
                        "us." + TokenGenerator.hash(access),
                        ticket,
                        victim.userId(),
                        "x".repeat(4_000));
        for (String token : forged) {
            RecordingApiClient forger = client.withToken(token);
            for (String operation : PERSONAL) {
                assertThat(send(forger, operation).status())
                        .as("%s with %s", operation, token)
                        .isEqualTo(401);
            }
        }
        assertThat(client.withToken(access).get(Region.VIRGINIA, "/me").status()).isEqualTo(200);
    }

    @Test
    void aMissingTokenOrAnotherSchemeIsUnauthenticated() {
        String access = API.stack().accounts().create().accessToken();
        for (String operation : PERSONAL) {
            assertThat(send(client, operation).outcome()).isEqualTo("401 unauthenticated");
        }
        for (String header : List.of("Basic " + access, access, "Bearer", "Bearer  ", "")) {
            ApiResponse response =
                    client.send(Region.IRELAND, "GET", "/me", "", Map.of("Authorization", header));
            assertThat(response.outcome()).isEqualTo("401 unauthenticated");
            assertThat(response.header("x-amzn-Remapped-WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void forgedRefreshTokensAreRejected() {
        TestAccounts.SignedInAccount victim = API.stack().accounts().create();
        TestAccounts.SignedInAccount attacker = API.stack().accounts().create();
        String[] own = attacker.refreshToken().split("\\.", -1);
        List<String> forged =
                List.of(
                        victim.accessToken(),
                        victim.refreshToken().substring(3),
                        "us." + "A".repeat(22) + "." + own[2],
                        "eu" + victim.refreshToken().substring(2),
                        "xx" + victim.refreshToken().substring(2));
        for (String token : forged) {
            ApiResponse response =
                    client.post(Region.SINGAPORE, "/auth/refresh", Map.of("refresh_token", token));
            assertThat(response.outcome()).isEqualTo("401 session_expired");
        }
        assertThat(
                        client.post(
                                        Region.SINGAPORE,
                                        "/auth/refresh",
                                        Map.of("refresh_token", victim.refreshToken()))
                                .outcome())
                .isEqualTo("200");
    }

    @Test
    void aSessionOfAnotherUserGivesNoTicket() {
        RecordingApiClient victim = API.signedInClient();
        RecordingApiClient attacker = API.signedInClient();
        String session = victim.post(Region.VIRGINIA, TICKETS).text("session_id");
        JsonNode before = attacker.get(Region.VIRGINIA, "/me").json();

        ApiResponse foreign =
                attacker.post(Region.VIRGINIA, TICKETS, Map.of("session_id", session));
        ApiResponse unknown =
                attacker.post(Region.VIRGINIA, TICKETS, Map.of("session_id", "no-such-session"));

        assertThat(foreign.outcome()).isEqualTo("404 session_unknown");
        assertThat(foreign.text("detail")).isEqualTo(unknown.text("detail"));
        assertThat(attacker.get(Region.VIRGINIA, "/me").json()).isEqualTo(before);
        ApiResponse again = victim.post(Region.VIRGINIA, TICKETS, Map.of("session_id", session));
        assertThat(again.text("session_id")).isEqualTo(session);
    }

    @Test
    void anIdempotencyKeyIsScopedToItsUser() {
        Map<String, String> key = Map.of("Idempotency-Key", "the-same-key-0123");
        ApiResponse first = API.signedInClient().send(Region.VIRGINIA, "POST", TICKETS, "{}", key);
        ApiResponse second = API.signedInClient().send(Region.VIRGINIA, "POST", TICKETS, "{}", key);

        assertThat(second.outcome()).isEqualTo("201");
        assertThat(second.text("session_id")).isNotEqualTo(first.text("session_id"));
    }

    /** An attempt covers three sessions, one after the other. */
    @Test
    void concurrentTicketRequestsOpenOneSessionAndTakeNoExtraAttempts() throws Exception {
        RecordingApiClient user = API.signedInClient();
        int before = left(user);

        List<ApiResponse> responses =
                ConcurrentRequests.send(9, _ -> user.post(Region.VIRGINIA, TICKETS));

        assertThat(responses)
                .extracting(ApiResponse::outcome)
                .contains("201")
                .isSubsetOf("201", "503 unavailable");
        List<ApiResponse> issued = responses.stream().filter(it -> it.status() == 201).toList();
        assertThat(left(user)).isEqualTo(before - Math.ceilDiv(issued.size(), 3));
        assertThat(issued)
                .extracting(
                        it ->
                                user.post(
                                                Region.VIRGINIA,
                                                TICKETS,
                                                Map.of("session_id", it.text("session_id")))
                                        .outcome())
                .containsOnlyOnce("201")
                .isSubsetOf("201", "409 session_over");
    }

    private static int left(RecordingApiClient user) {
        JsonNode me = user.get(Region.VIRGINIA, "/me").json();
        return me.path("attempts").path("academic_speaking").asInt();
    }

    @Test
    void registrationIgnoresUnknownFields() {
        TestAccounts.SignedInAccount victim = API.stack().accounts().create();
        NewUser newUser = NewUser.random();
        Map<String, Object> body = new HashMap<>(newUser.registration());
        body.put("user_id", victim.userId());
        body.put("owner_id", victim.userId());
        body.put("confirmed", true);
        body.put("email_confirmed", true);
        body.put("attempts", Map.of("academic_speaking", 9));
        body.put("purchase_verified", true);
        body.put("roles", List.of("operator"));
        ApiResponse registered = client.post(Region.IRELAND, "/auth/register", body);
        assertThat(client.post(Region.IRELAND, "/auth/sign-in", newUser.credentials()).outcome())
                .isEqualTo("401 credentials_invalid");

        String code = API.stack().code(newUser.email());
        client.post(Region.SINGAPORE, "/auth/confirm", NewUser.confirmation(registered, code));
        ApiResponse session = newUser.signIn(client, Region.VIRGINIA);
        JsonNode me = session.json().path("user");
        assertThat(me.path("user_id").asText()).isNotEqualTo(victim.userId());
        assertThat(me.path("attempts")).allMatch(left -> left.asInt() == 0);
        RecordingApiClient user = client.withToken(session.text("access_token"));
        assertThat(
                        user.post(
                                        Region.VIRGINIA,
                                        TICKETS,
                                        Map.of("attempts", 5, "user_id", victim.userId()))
                                .outcome())
                .isEqualTo("403 no_attempts");
    }

    @Test
    void aProfileTakesANameAndConsentOnly() {
        RecordingApiClient user = API.signedInClient();
        API.stack().tables().awaitReplication();
        JsonNode before = user.get(Region.VIRGINIA, "/me").json();

        ApiResponse response =
                user.send(
                        Region.SINGAPORE,
                        "PATCH",
                        "/me",
                        """
                        {"user_id":"x","email":"other@example.com","age_confirmed":false,
                        "created_at":"2020-01-01T00:00:00Z","sessions_valid_after":0,
                        "deleted_at":1,"attempts":{"academic_speaking":9999},
                        "password_hash":"x","expires_at":1}\
                        """);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json()).isEqualTo(before);
        API.stack().tables().awaitReplication();
        assertThat(user.get(Region.SINGAPORE, "/me").json()).isEqualTo(before);
    }

    /** Stops after ten guesses, or up to twenty if the 15-minute window ends meanwhile. */
    @Test
    void passwordGuessingIsRateLimitedAndTheOwnerCanSignIn() {
        NewUser victim = NewUser.random();
        victim.register(API.newClient(), Region.VIRGINIA);
        NewUser guess = new NewUser(victim.email(), "wrong-heron-000", "Guesser");
        int attempts = 0;
        ApiResponse response = client.post(Region.IRELAND, "/auth/sign-in", guess.credentials());
        while (response.outcome().equals("401 credentials_invalid")) {
            attempts++;
            assertThat(attempts).isLessThanOrEqualTo(20);
            response = client.post(Region.IRELAND, "/auth/sign-in", guess.credentials());
        }
        assertThat(attempts).isGreaterThanOrEqualTo(10);
        assertThat(response.outcome()).isEqualTo("429 too_many_requests");
        assertThat(Integer.parseInt(response.header("Retry-After"))).isBetween(1, 900);

        assertThat(client.post(Region.IRELAND, "/auth/sign-in", victim.credentials()).outcome())
                .isEqualTo("429 too_many_requests");
        victim.signIn(API.newClient(), Region.IRELAND);
    }

    @Test
    void responsesDoNotRevealWhetherAnAccountExists() throws Exception {
        NewUser existing = NewUser.random();
        existing.register(API.newClient(), Region.SINGAPORE);
        NewUser wrong = new NewUser(existing.email(), "wrong-heron-000", "Guesser");
        NewUser unknown = NewUser.random();
        Map<Region, NewUser> both = Map.of(Region.VIRGINIA, wrong, Region.IRELAND, unknown);
        for (String path : List.of("/auth/sign-in", "/auth/forgot-password")) {
            List<ApiResponse> responses =
                    ConcurrentRequests.send(
                            2,
                            region ->
                                    client.post(
                                            region,
                                            path,
                                            Objects.requireNonNull(both.get(region))
                                                    .credentials()));

            assertThat(responses)
                    .extracting(ApiResponse::outcome)
                    .containsOnly(responses.getFirst().outcome());
            assertThat(responses)
                    .extracting(response -> response.json().path("detail"))
                    .containsOnly(responses.getFirst().json().path("detail"));
        }
    }

    private static ApiResponse send(RecordingApiClient client, String operation) {
        String[] parts = operation.split(" ", 2);
        return client.send(Region.VIRGINIA, parts[0], parts[1], parts[0].equals("GET") ? "" : "{}");
    }
}
