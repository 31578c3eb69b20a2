package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.stack.ApiClient.Response;
import com.ieltsaiprep.local.wire.JsonValues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Redis, DynamoDB or replication fail: what the API answers then, and that nothing is lost. */
final class ApiFaultsIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final String TICKETS = "/api/nova-sonic/sessions";
    private static final String UNAVAILABLE = "503 unavailable";
    private static final String WRITES = "TransactWriteItems";

    private final ApiClient somebody = API.stranger();
    private final NewUser newUser = NewUser.random();

    @Test
    void withoutRedisThereAreNoTicketsAndNoAttemptIsTakenButAllElseWorks() {
        ApiClient person = API.person();
        JsonNode before = person.get(Region.VIRGINIA, "/me").json();
        API.stack().redis().forEach(ApiRedis::stop);

        Response refused = person.post(Region.VIRGINIA, TICKETS);

        assertThat(refused.outcome()).isEqualTo("503 tickets_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        newUser.join(somebody, Region.IRELAND);
        ApiClient signedIn =
                somebody.as(newUser.signIn(somebody, Region.SINGAPORE).text("access_token"));
        for (Region region : Region.values()) {
            assertThat(signedIn.get(region, "/me").status()).isEqualTo(200);
            Response health = signedIn.get(region, "/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.text("status")).isEqualTo("degraded");
        }
        assertThat(person.get(Region.VIRGINIA, "/me").json()).isEqualTo(before);
        API.stack().redis().forEach(ApiRedis::start);
        Eventually.lag(
                () -> assertThat(person.post(Region.VIRGINIA, TICKETS).outcome()).isEqualTo("201"));
        assertThat(left(person)).isEqualTo(left(before) - 1);
    }

    @Test
    void aRedisThatHangsCostsAnAnswerAMomentNowAndThen() {
        ApiClient person = API.person();
        long usualMs = medianMs(person);
        API.stack().redis().forEach(ApiRedis::freeze);

        long slowMs = medianMs(person);
        Response refused = person.post(Region.VIRGINIA, TICKETS);

        assertThat(slowMs).isLessThan(usualMs + 100);
        assertThat(refused.outcome()).isEqualTo("503 tickets_unavailable");
        API.stack().redis().forEach(ApiRedis::thaw);
        Eventually.lag(
                () -> assertThat(person.post(Region.VIRGINIA, TICKETS).outcome()).isEqualTo("201"));
    }

    private static long medianMs(ApiClient person) {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            long began = System.nanoTime();
            assertThat(person.get(Region.IRELAND, "/me").status()).isEqualTo(200);
            all.add((System.nanoTime() - began) / 1_000_000);
        }
        return all.stream().sorted().skip(7).findFirst().orElseThrow();
    }

    @Test
    void whoeverIsThrottledIsToldWithinASecond() {
        List<ApiClient> accounts = Stream.generate(API::person).limit(5).toList();
        API.stack().tables().throttle(null);

        List<Long> all = new ArrayList<>();
        for (ApiClient person : accounts) {
            long began = System.nanoTime();
            assertThat(person.get(Region.VIRGINIA, "/me").outcome()).isEqualTo(UNAVAILABLE);
            all.add((System.nanoTime() - began) / 1_000_000);
        }

        assertThat(all.stream().sorted().skip(2).findFirst().orElseThrow()).isLessThan(1_000);
    }

    @Test
    void aConfirmationThatWasThrottledIsDoneTheNextTimeWithTheSameCode() {
        API.stack().tables().throttle("PutItem");
        Response refused = somebody.post(Region.IRELAND, "/auth/register", newUser.registration());
        assertThat(refused.outcome()).isEqualTo(UNAVAILABLE);
        assertThat(API.stack().mails(newUser.email())).isEmpty();
        API.stack().tables().throttleNothing();
        Response registered =
                somebody.post(Region.IRELAND, "/auth/register", newUser.registration());
        Map<String, Object> confirmation =
                NewUser.confirmation(registered, API.stack().code(newUser.email()));

        API.stack().tables().throttle(WRITES);
        assertThat(somebody.post(Region.SINGAPORE, "/auth/confirm", confirmation).outcome())
                .isEqualTo(UNAVAILABLE);
        API.stack().tables().throttleNothing();
        assertThat(somebody.post(Region.SINGAPORE, "/auth/confirm", confirmation).outcome())
                .isEqualTo("204");
        newUser.signIn(somebody, Region.IRELAND);
    }

    @Test
    void whoseLetterIsNotSentRegistersAgain() {
        API.stack().refuseMail();
        for (int i = 0; i < 5; i++) {
            Response refused =
                    somebody.post(Region.SINGAPORE, "/auth/register", newUser.registration());
            assertThat(refused.outcome()).isEqualTo(UNAVAILABLE);
            assertThat(refused.header("Retry-After")).isNotEmpty();
        }
        API.stack().mend();

        newUser.join(somebody, Region.SINGAPORE);
        newUser.signIn(somebody, Region.IRELAND);
    }

    @Test
    void lettersThatDoNotGoOutAreNotCountedWhoeverForgot() throws Exception {
        newUser.join(somebody, Region.SINGAPORE);
        Map<Region, String> who =
                Map.of(Region.VIRGINIA, newUser.email(), Region.IRELAND, NewUser.random().email());
        API.stack().refuseMail();
        List<String> asked = Collections.nCopies(4, "202");
        assertThat(ConcurrentRequests.ask(2, region -> forget(region, who, asked))).hasSize(2);
        API.stack().mend();

        List<String> letters = List.of("202", "202", "202", "429 too_many_requests");
        assertThat(ConcurrentRequests.ask(2, region -> forget(region, who, letters))).hasSize(2);
        assertThat(API.stack().codes(newUser.email())).hasSize(4);
    }

    private Response forget(Region region, Map<Region, String> who, List<String> outcomes) {
        Map<String, String> email = Map.of("email", Objects.requireNonNull(who.get(region)));
        List<Response> answers =
                outcomes.stream()
                        .map(_ -> somebody.post(region, "/auth/forgot-password", email))
                        .toList();
        assertThat(answers).extracting(Response::outcome).isEqualTo(outcomes);
        return answers.getLast();
    }

    @Test
    void anAttemptIsNotTakenAndARefreshTokenNotUsedUpByWhatWasThrottled() {
        TestAccounts.SignedInAccount who = API.stack().accounts().create();
        ApiClient person = somebody.as(who.accessToken());
        JsonNode before = person.get(Region.VIRGINIA, "/me").json();
        Map<String, String> refresh = Map.of("refresh_token", who.refreshToken());

        API.stack().tables().throttle(WRITES);
        assertThat(person.post(Region.VIRGINIA, TICKETS).outcome()).isEqualTo(UNAVAILABLE);
        assertThat(person.post(Region.IRELAND, "/auth/refresh", refresh).outcome())
                .isEqualTo(UNAVAILABLE);
        assertThat(person.get(Region.VIRGINIA, "/me").json()).isEqualTo(before);
        API.stack().tables().throttleNothing();

        assertThat(person.post(Region.VIRGINIA, TICKETS).outcome()).isEqualTo("201");
        assertThat(left(person)).isEqualTo(left(before) - 1);
        assertThat(person.post(Region.IRELAND, "/auth/refresh", refresh).outcome())
                .isEqualTo("200");
    }

    @Test
    void aDeletionThatWasThrottledIsDoneTheNextTime() {
        newUser.join(somebody, Region.SINGAPORE);
        Response session = newUser.signIn(somebody, Region.SINGAPORE);
        ApiClient person = somebody.as(session.text("access_token"));
        String userId = session.json().path("user").path("user_id").asText();

        API.stack().tables().throttle(WRITES);
        assertThat(delete(person).outcome()).isEqualTo(UNAVAILABLE);
        API.stack().tables().throttleNothing();
        assertThat(person.get(Region.SINGAPORE, "/me").status()).isEqualTo(200);

        assertThat(delete(person).outcome()).isEqualTo("204");
        assertThat(
                        API.stack()
                                .tables()
                                .items(Region.VIRGINIA, Table.USERS, userId, newUser.email()))
                .hasSize(1);
    }

    @Test
    void aRegionThatHearsNothingServesItsPeopleAndEndsTheSignInsThatEndElsewhere() {
        API.stack().tables().lag(ApiStack.LAG, Region.IRELAND);
        newUser.join(somebody, Region.VIRGINIA);
        Response session = newUser.signIn(somebody, Region.IRELAND);
        ApiClient person = somebody.as(session.text("access_token"));
        String userId = session.json().path("user").path("user_id").asText();
        for (Region region : Region.values()) {
            assertThat(person.get(region, "/me").text("email")).isEqualTo(newUser.email());
        }

        assertThat(delete(person).outcome()).isEqualTo("204");

        assertThat(person.get(Region.VIRGINIA, "/me").status()).isEqualTo(401);
        assertThat(person.get(Region.SINGAPORE, "/me").status()).isEqualTo(401);
        assertThat(person.get(Region.IRELAND, "/me/export").status()).isEqualTo(401);
        API.stack().redis(Region.IRELAND).aMinuteGoesBy(session.text("access_token"));
        assertThat(person.get(Region.IRELAND, "/me").status()).isEqualTo(401);
        API.stack().tables().lag(ApiStack.LAG);
        API.stack().tables().settle();
        Set<Object> left = new HashSet<>();
        for (Region region : Region.values()) {
            for (Table table : Table.values()) {
                left.addAll(API.stack().tables().items(region, table, userId, newUser.email()));
            }
        }
        assertThat(left).as("the same tombstone in all regions").hasSize(1);
    }

    private Response delete(ApiClient person) {
        byte[] body = JsonValues.write(Map.of("password", newUser.password()));
        return person.send(
                Region.SINGAPORE, "DELETE", "/me", new String(body, StandardCharsets.UTF_8));
    }

    private static int left(ApiClient person) {
        return left(person.get(Region.VIRGINIA, "/me").json());
    }

    private static int left(JsonNode me) {
        return me.path("attempts").path("academic_speaking").asInt();
    }
}
