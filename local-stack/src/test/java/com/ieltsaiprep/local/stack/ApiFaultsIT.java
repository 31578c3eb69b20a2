package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.stack.ApiClient.Answer;
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
    private final Newcomer newcomer = Newcomer.random();

    @Test
    void withoutRedisThereAreNoTicketsAndNoAttemptIsTakenButAllElseWorks() {
        ApiClient person = API.person();
        JsonNode before = person.get(Region.VIRGINIA, "/me").json();
        API.stack().redis().forEach(ApiRedis::stop);

        Answer refused = person.post(Region.VIRGINIA, TICKETS);

        assertThat(refused.outcome()).isEqualTo("503 tickets_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        newcomer.join(somebody, Region.IRELAND);
        ApiClient signedIn =
                somebody.as(newcomer.signIn(somebody, Region.SINGAPORE).text("access_token"));
        for (Region region : Region.values()) {
            assertThat(signedIn.get(region, "/me").status()).isEqualTo(200);
            Answer health = signedIn.get(region, "/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.text("status")).isEqualTo("degraded");
        }
        assertThat(person.get(Region.VIRGINIA, "/me").json()).isEqualTo(before);
        API.stack().redis().forEach(ApiRedis::start);
        Within.lag(
                () -> assertThat(person.post(Region.VIRGINIA, TICKETS).outcome()).isEqualTo("201"));
        assertThat(left(person)).isEqualTo(left(before) - 1);
    }

    @Test
    void aRedisThatHangsCostsAnAnswerAMomentNowAndThen() {
        ApiClient person = API.person();
        long usualMs = medianMs(person);
        API.stack().redis().forEach(ApiRedis::freeze);

        long slowMs = medianMs(person);
        Answer refused = person.post(Region.VIRGINIA, TICKETS);

        assertThat(slowMs).isLessThan(usualMs + 100);
        assertThat(refused.outcome()).isEqualTo("503 tickets_unavailable");
        API.stack().redis().forEach(ApiRedis::thaw);
        Within.lag(
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
        Answer refused = somebody.post(Region.IRELAND, "/auth/register", newcomer.registration());
        assertThat(refused.outcome()).isEqualTo(UNAVAILABLE);
        assertThat(API.stack().mails(newcomer.email())).isEmpty();
        API.stack().tables().throttleNothing();
        Answer registered =
                somebody.post(Region.IRELAND, "/auth/register", newcomer.registration());
        Map<String, Object> confirmation =
                Newcomer.confirmation(registered, API.stack().code(newcomer.email()));

        API.stack().tables().throttle(WRITES);
        assertThat(somebody.post(Region.SINGAPORE, "/auth/confirm", confirmation).outcome())
                .isEqualTo(UNAVAILABLE);
        API.stack().tables().throttleNothing();
        assertThat(somebody.post(Region.SINGAPORE, "/auth/confirm", confirmation).outcome())
                .isEqualTo("204");
        newcomer.signIn(somebody, Region.IRELAND);
    }

    @Test
    void whoseLetterIsNotSentRegistersAgain() {
        API.stack().refuseMail();
        for (int i = 0; i < 5; i++) {
            Answer refused =
                    somebody.post(Region.SINGAPORE, "/auth/register", newcomer.registration());
            assertThat(refused.outcome()).isEqualTo(UNAVAILABLE);
            assertThat(refused.header("Retry-After")).isNotEmpty();
        }
        API.stack().mend();

        newcomer.join(somebody, Region.SINGAPORE);
        newcomer.signIn(somebody, Region.IRELAND);
    }

    @Test
    void lettersThatDoNotGoOutAreNotCountedWhoeverForgot() throws Exception {
        newcomer.join(somebody, Region.SINGAPORE);
        Map<Region, String> who =
                Map.of(
                        Region.VIRGINIA,
                        newcomer.email(),
                        Region.IRELAND,
                        Newcomer.random().email());
        API.stack().refuseMail();
        List<String> asked = Collections.nCopies(4, "202");
        assertThat(AtOnce.ask(2, region -> forget(region, who, asked))).hasSize(2);
        API.stack().mend();

        List<String> letters = List.of("202", "202", "202", "429 too_many_requests");
        assertThat(AtOnce.ask(2, region -> forget(region, who, letters))).hasSize(2);
        assertThat(API.stack().codes(newcomer.email())).hasSize(4);
    }

    private Answer forget(Region region, Map<Region, String> who, List<String> outcomes) {
        Map<String, String> email = Map.of("email", Objects.requireNonNull(who.get(region)));
        List<Answer> answers =
                outcomes.stream()
                        .map(_ -> somebody.post(region, "/auth/forgot-password", email))
                        .toList();
        assertThat(answers).extracting(Answer::outcome).isEqualTo(outcomes);
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
        newcomer.join(somebody, Region.SINGAPORE);
        Answer session = newcomer.signIn(somebody, Region.SINGAPORE);
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
                                .items(Region.VIRGINIA, Table.USERS, userId, newcomer.email()))
                .hasSize(1);
    }

    @Test
    void aRegionThatHearsNothingServesItsPeopleAndEndsTheSignInsThatEndElsewhere() {
        API.stack().tables().lag(ApiStack.LAG, Region.IRELAND);
        newcomer.join(somebody, Region.VIRGINIA);
        Answer session = newcomer.signIn(somebody, Region.IRELAND);
        ApiClient person = somebody.as(session.text("access_token"));
        String userId = session.json().path("user").path("user_id").asText();
        for (Region region : Region.values()) {
            assertThat(person.get(region, "/me").text("email")).isEqualTo(newcomer.email());
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
                left.addAll(API.stack().tables().items(region, table, userId, newcomer.email()));
            }
        }
        assertThat(left).as("the same tombstone in all regions").hasSize(1);
    }

    private Answer delete(ApiClient person) {
        byte[] body = JsonValues.write(Map.of("password", newcomer.password()));
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
