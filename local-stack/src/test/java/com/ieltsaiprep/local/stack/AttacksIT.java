package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.session.Secrets;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Other people's and forged sessions, and what callers say that is not theirs to say. */
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

    private final ApiClient somebody = API.stranger();

    @Test
    void noForgedTokenOpensAnything() {
        TestAccounts.SignedInAccount victim = API.stack().accounts().create();
        String access = victim.accessToken();
        String ticket = somebody.as(access).post(Region.VIRGINIA, TICKETS).text("ticket");
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
                        Secrets.hash(access),
                        "us." + Secrets.hash(access),
                        ticket,
                        victim.userId(),
                        "x".repeat(4_000));
        for (String token : forged) {
            ApiClient forger = somebody.as(token);
            for (String operation : PERSONAL) {
                assertThat(ask(forger, operation).status())
                        .as("%s with %s", operation, token)
                        .isEqualTo(401);
            }
        }
        assertThat(somebody.as(access).get(Region.VIRGINIA, "/me").status()).isEqualTo(200);
    }

    @Test
    void withoutATokenOrWithAnotherSchemeNobodyIsSignedIn() {
        String access = API.stack().accounts().create().accessToken();
        for (String operation : PERSONAL) {
            assertThat(ask(somebody, operation).outcome()).isEqualTo("401 unauthenticated");
        }
        for (String header : List.of("Basic " + access, access, "Bearer", "Bearer  ", "")) {
            Response answer =
                    somebody.send(
                            Region.IRELAND, "GET", "/me", "", Map.of("Authorization", header));
            assertThat(answer.outcome()).isEqualTo("401 unauthenticated");
            assertThat(answer.header("x-amzn-Remapped-WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void anAccessTokenOrSomebodyElsesNameIsNoRefreshToken() {
        TestAccounts.SignedInAccount victim = API.stack().accounts().create();
        TestAccounts.SignedInAccount thief = API.stack().accounts().create();
        String[] own = thief.refreshToken().split("\\.", -1);
        List<String> forged =
                List.of(
                        victim.accessToken(),
                        victim.refreshToken().substring(3),
                        "us." + "A".repeat(22) + "." + own[2],
                        "eu" + victim.refreshToken().substring(2),
                        "xx" + victim.refreshToken().substring(2));
        for (String token : forged) {
            Response answer =
                    somebody.post(
                            Region.SINGAPORE, "/auth/refresh", Map.of("refresh_token", token));
            assertThat(answer.outcome()).isEqualTo("401 session_expired");
        }
        assertThat(
                        somebody.post(
                                        Region.SINGAPORE,
                                        "/auth/refresh",
                                        Map.of("refresh_token", victim.refreshToken()))
                                .outcome())
                .isEqualTo("200");
    }

    @Test
    void nobodyGetsATicketToSomebodyElsesSession() {
        ApiClient victim = API.person();
        ApiClient thief = API.person();
        String session = victim.post(Region.VIRGINIA, TICKETS).text("session_id");
        JsonNode before = thief.get(Region.VIRGINIA, "/me").json();

        Response others = thief.post(Region.VIRGINIA, TICKETS, Map.of("session_id", session));
        Response nobodys =
                thief.post(Region.VIRGINIA, TICKETS, Map.of("session_id", "no-such-session"));

        assertThat(others.outcome()).isEqualTo("404 session_unknown");
        assertThat(others.text("detail")).isEqualTo(nobodys.text("detail"));
        assertThat(thief.get(Region.VIRGINIA, "/me").json()).isEqualTo(before);
        Response again = victim.post(Region.VIRGINIA, TICKETS, Map.of("session_id", session));
        assertThat(again.text("session_id")).isEqualTo(session);
    }

    @Test
    void somebodyElsesIdempotencyKeyGivesASessionOfOnesOwn() {
        Map<String, String> key = Map.of("Idempotency-Key", "the-same-key-0123");
        Response first = API.person().send(Region.VIRGINIA, "POST", TICKETS, "{}", key);
        Response second = API.person().send(Region.VIRGINIA, "POST", TICKETS, "{}", key);

        assertThat(second.outcome()).isEqualTo("201");
        assertThat(second.text("session_id")).isNotEqualTo(first.text("session_id"));
    }

    /** An attempt serves three sessions, one after the other. */
    @Test
    void manyTicketsAtOnceOpenOneSessionAndTakeNoMoreAttemptsThanTheirNumberSays()
            throws Exception {
        ApiClient person = API.person();
        int before = left(person);

        List<Response> answers =
                ConcurrentRequests.ask(9, _ -> person.post(Region.VIRGINIA, TICKETS));

        assertThat(answers)
                .extracting(Response::outcome)
                .contains("201")
                .isSubsetOf("201", "503 unavailable");
        List<Response> given = answers.stream().filter(it -> it.status() == 201).toList();
        assertThat(left(person)).isEqualTo(before - Math.ceilDiv(given.size(), 3));
        assertThat(given)
                .extracting(
                        it ->
                                person.post(
                                                Region.VIRGINIA,
                                                TICKETS,
                                                Map.of("session_id", it.text("session_id")))
                                        .outcome())
                .containsOnlyOnce("201")
                .isSubsetOf("201", "409 session_over");
    }

    private static int left(ApiClient person) {
        JsonNode me = person.get(Region.VIRGINIA, "/me").json();
        return me.path("attempts").path("academic_speaking").asInt();
    }

    @Test
    void registeringSetsNothingThatIsNotAsked() {
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
        Response registered = somebody.post(Region.IRELAND, "/auth/register", body);
        assertThat(somebody.post(Region.IRELAND, "/auth/sign-in", newUser.credentials()).outcome())
                .isEqualTo("401 credentials_invalid");

        String code = API.stack().code(newUser.email());
        somebody.post(Region.SINGAPORE, "/auth/confirm", NewUser.confirmation(registered, code));
        Response session = newUser.signIn(somebody, Region.VIRGINIA);
        JsonNode me = session.json().path("user");
        assertThat(me.path("user_id").asText()).isNotEqualTo(victim.userId());
        assertThat(me.path("attempts")).allMatch(left -> left.asInt() == 0);
        ApiClient person = somebody.as(session.text("access_token"));
        assertThat(
                        person.post(
                                        Region.VIRGINIA,
                                        TICKETS,
                                        Map.of("attempts", 5, "user_id", victim.userId()))
                                .outcome())
                .isEqualTo("403 no_attempts");
    }

    @Test
    void aProfileTakesANameAndConsentOnly() {
        ApiClient person = API.person();
        API.stack().tables().settle();
        JsonNode before = person.get(Region.VIRGINIA, "/me").json();

        Response answer =
                person.send(
                        Region.SINGAPORE,
                        "PATCH",
                        "/me",
                        """
                        {"user_id":"x","email":"other@example.com","age_confirmed":false,
                        "created_at":"2020-01-01T00:00:00Z","sessions_valid_after":0,
                        "deleted_at":1,"attempts":{"academic_speaking":9999},
                        "password_hash":"x","expires_at":1}\
                        """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(before);
        API.stack().tables().settle();
        assertThat(person.get(Region.SINGAPORE, "/me").json()).isEqualTo(before);
    }

    /** The tenth is the last, but for those before the quarter of an hour was over. */
    @Test
    void whoGuessesPasswordsIsStoppedAndTheOwnerGetsIn() {
        NewUser victim = NewUser.random();
        victim.join(API.stranger(), Region.VIRGINIA);
        NewUser guess = new NewUser(victim.email(), "wrong-heron-000", "Guesser");
        int tries = 0;
        Response answer = somebody.post(Region.IRELAND, "/auth/sign-in", guess.credentials());
        while (answer.outcome().equals("401 credentials_invalid")) {
            tries++;
            assertThat(tries).isLessThanOrEqualTo(20);
            answer = somebody.post(Region.IRELAND, "/auth/sign-in", guess.credentials());
        }
        assertThat(tries).isGreaterThanOrEqualTo(10);
        assertThat(answer.outcome()).isEqualTo("429 too_many_requests");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 900);

        assertThat(somebody.post(Region.IRELAND, "/auth/sign-in", victim.credentials()).outcome())
                .isEqualTo("429 too_many_requests");
        victim.signIn(API.stranger(), Region.IRELAND);
    }

    /** Everybody of them asks from a network of their own. */
    @Test
    void whoGuessesFromManyNetworksLocksOutOtherStrangersButNotTheOwner() {
        NewUser victim = NewUser.random();
        ApiClient home = API.stranger();
        victim.join(home, Region.VIRGINIA);
        victim.signIn(home, Region.VIRGINIA);
        API.stack().tables().settle();
        NewUser guess = new NewUser(victim.email(), "wrong-heron-000", "Guesser");
        int tries = 0;
        Response answer = API.stranger().post(Region.IRELAND, "/auth/sign-in", guess.credentials());
        while (answer.outcome().equals("401 credentials_invalid")) {
            tries++;
            assertThat(tries).isLessThanOrEqualTo(200);
            answer = API.stranger().post(Region.IRELAND, "/auth/sign-in", guess.credentials());
        }
        assertThat(tries).isGreaterThanOrEqualTo(100);
        assertThat(answer.outcome()).isEqualTo("429 too_many_requests");

        victim.signIn(home, Region.IRELAND);
        assertThat(
                        API.stranger()
                                .post(Region.IRELAND, "/auth/sign-in", victim.credentials())
                                .outcome())
                .isEqualTo("429 too_many_requests");
    }

    @Test
    void answersDoNotTellWhoHasAnAccount() throws Exception {
        NewUser known = NewUser.random();
        known.join(API.stranger(), Region.SINGAPORE);
        NewUser wrong = new NewUser(known.email(), "wrong-heron-000", "Guesser");
        NewUser unknown = NewUser.random();
        Map<Region, NewUser> both = Map.of(Region.VIRGINIA, wrong, Region.IRELAND, unknown);
        for (String path : List.of("/auth/sign-in", "/auth/forgot-password")) {
            List<Response> answers =
                    ConcurrentRequests.ask(
                            2,
                            region ->
                                    somebody.post(
                                            region,
                                            path,
                                            Objects.requireNonNull(both.get(region))
                                                    .credentials()));

            assertThat(answers)
                    .extracting(Response::outcome)
                    .containsOnly(answers.getFirst().outcome());
            assertThat(answers)
                    .extracting(answer -> answer.json().path("detail"))
                    .containsOnly(answers.getFirst().json().path("detail"));
        }
    }

    private static Response ask(ApiClient client, String operation) {
        String[] parts = operation.split(" ", 2);
        return client.send(Region.VIRGINIA, parts[0], parts[1], parts[0].equals("GET") ? "" : "{}");
    }
}
