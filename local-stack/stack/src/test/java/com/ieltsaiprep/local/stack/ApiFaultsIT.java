package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Faults of Redis, DynamoDB and replication: the API's responses, and that no data is lost. */
@ResourceLock(ApiExtension.FAULTS_LOCK)
final class ApiFaultsIT {
    @RegisterExtension static final ApiExtension API = ApiExtension.forFaults();

    private static final String TICKETS = "/api/nova-sonic/sessions";
    private static final String UNAVAILABLE = "503 unavailable";
    private static final String WRITES = "TransactWriteItems";

    private final RecordingApiClient client = API.newClient();
    private final NewUser newUser = NewUser.random();

    @Test
    void withoutRedisTicketsAreUnavailableAndEverythingElseWorks() {
        RecordingApiClient user = API.signedInClient();
        JsonNode before = user.get(Region.VIRGINIA, "/me").json();
        API.stack().redis().forEach(ApiRedis::stop);

        ApiResponse rejected = user.post(Region.VIRGINIA, TICKETS);

        assertThat(rejected.outcome()).isEqualTo("503 tickets_unavailable");
        assertThat(rejected.header("Retry-After")).isEqualTo("2");
        newUser.register(client, Region.IRELAND);
        RecordingApiClient signedIn =
                client.withToken(newUser.signIn(client, Region.SINGAPORE).text("access_token"));
        for (Region region : Region.values()) {
            assertThat(signedIn.get(region, "/me").status()).isEqualTo(200);
            ApiResponse health = signedIn.get(region, "/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.text("status")).isEqualTo("degraded");
        }
        assertThat(user.get(Region.VIRGINIA, "/me").json()).isEqualTo(before);
        API.stack().redis().forEach(ApiRedis::start);
        Eventually.afterReplication(
                () -> assertThat(user.post(Region.VIRGINIA, TICKETS).outcome()).isEqualTo("201"));
        assertThat(left(user)).isEqualTo(left(before) - 1);
    }

    @Test
    void aHangingRedisDelaysResponsesOnlyBriefly() {
        RecordingApiClient user = API.signedInClient();
        API.stack().redis().forEach(ApiRedis::freeze);

        long slowMs = medianMs(user);
        ApiResponse rejected = user.post(Region.VIRGINIA, TICKETS);

        assertThat(slowMs).isLessThan(1_000);
        assertThat(rejected.outcome()).isEqualTo("503 tickets_unavailable");
        API.stack().redis().forEach(ApiRedis::thaw);
        Eventually.afterReplication(
                () -> assertThat(user.post(Region.VIRGINIA, TICKETS).outcome()).isEqualTo("201"));
    }

    private static long medianMs(RecordingApiClient user) {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            long began = System.nanoTime();
            assertThat(user.get(Region.IRELAND, "/me").status()).isEqualTo(200);
            all.add((System.nanoTime() - began) / 1_000_000);
        }
        return all.stream().sorted().skip(7).findFirst().orElseThrow();
    }

    @Test
    void aThrottledRequestFailsWithinASecond() {
        List<RecordingApiClient> accounts = Stream.generate(API::signedInClient).limit(5).toList();
        API.stack().tables().throttle(null);

        List<Long> all = new ArrayList<>();
        for (RecordingApiClient user : accounts) {
            long began = System.nanoTime();
            assertThat(user.get(Region.VIRGINIA, "/me").outcome()).isEqualTo(UNAVAILABLE);
            all.add((System.nanoTime() - began) / 1_000_000);
        }

        assertThat(all.stream().sorted().skip(2).findFirst().orElseThrow()).isLessThan(5_000);
    }

    @Test
    void aConfirmationThatWasThrottledIsDoneTheNextTimeWithTheSameCode() {
        API.stack().tables().throttle("PutItem");
        ApiResponse rejected =
                client.post(Region.IRELAND, "/auth/register", newUser.registration());
        assertThat(rejected.outcome()).isEqualTo(UNAVAILABLE);
        assertThat(API.stack().emails(newUser.email())).isEmpty();
        API.stack().tables().stopThrottling();
        ApiResponse registered =
                client.post(Region.IRELAND, "/auth/register", newUser.registration());
        Map<String, Object> confirmation =
                NewUser.confirmation(registered, API.stack().code(newUser.email()));

        API.stack().tables().throttle(WRITES);
        assertThat(client.post(Region.SINGAPORE, "/auth/confirm", confirmation).outcome())
                .isEqualTo(UNAVAILABLE);
        API.stack().tables().stopThrottling();
        assertThat(client.post(Region.SINGAPORE, "/auth/confirm", confirmation).outcome())
                .isEqualTo("204");
        newUser.signIn(client, Region.IRELAND);
    }

    @Test
    void aRegistrationWithoutEmailCanBeRepeated() {
        API.stack().rejectEmails();
        for (int i = 0; i < 5; i++) {
            ApiResponse rejected =
                    client.post(Region.SINGAPORE, "/auth/register", newUser.registration());
            assertThat(rejected.outcome()).isEqualTo(UNAVAILABLE);
            assertThat(rejected.header("Retry-After")).isNotEmpty();
        }
        API.stack().reset();

        newUser.register(client, Region.SINGAPORE);
        newUser.signIn(client, Region.IRELAND);
    }

    @Test
    void unsentEmailsDoNotCountAgainstTheRateLimit() throws Exception {
        newUser.register(client, Region.SINGAPORE);
        Map<Region, String> emails =
                Map.of(Region.VIRGINIA, newUser.email(), Region.IRELAND, NewUser.random().email());
        API.stack().rejectEmails();
        List<String> accepted = Collections.nCopies(4, "202");
        assertThat(ConcurrentRequests.send(2, region -> forget(region, emails, accepted)))
                .hasSize(2);
        API.stack().reset();

        List<String> rateLimited = List.of("202", "202", "202", "429 too_many_requests");
        assertThat(ConcurrentRequests.send(2, region -> forget(region, emails, rateLimited)))
                .hasSize(2);
        assertThat(API.stack().codes(newUser.email())).hasSize(4);
    }

    private ApiResponse forget(Region region, Map<Region, String> emails, List<String> outcomes) {
        Map<String, String> email = Map.of("email", Objects.requireNonNull(emails.get(region)));
        List<ApiResponse> responses =
                outcomes.stream()
                        .map(_ -> client.post(region, "/auth/forgot-password", email))
                        .toList();
        assertThat(responses).extracting(ApiResponse::outcome).isEqualTo(outcomes);
        return responses.getLast();
    }

    @Test
    void anAttemptIsNotTakenAndARefreshTokenNotUsedUpByWhatWasThrottled() {
        TestAccounts.SignedInAccount account = API.stack().accounts().create();
        RecordingApiClient user = client.withToken(account.accessToken());
        JsonNode before = user.get(Region.VIRGINIA, "/me").json();
        Map<String, String> refresh = Map.of("refresh_token", account.refreshToken());

        API.stack().tables().throttle(WRITES);
        assertThat(user.post(Region.VIRGINIA, TICKETS).outcome()).isEqualTo(UNAVAILABLE);
        assertThat(user.post(Region.IRELAND, "/auth/refresh", refresh).outcome())
                .isEqualTo(UNAVAILABLE);
        assertThat(user.get(Region.VIRGINIA, "/me").json()).isEqualTo(before);
        API.stack().tables().stopThrottling();

        assertThat(user.post(Region.VIRGINIA, TICKETS).outcome()).isEqualTo("201");
        assertThat(left(user)).isEqualTo(left(before) - 1);
        assertThat(user.post(Region.IRELAND, "/auth/refresh", refresh).outcome()).isEqualTo("200");
    }

    @Test
    void aDeletionThatWasThrottledIsDoneTheNextTime() {
        newUser.register(client, Region.SINGAPORE);
        ApiResponse session = newUser.signIn(client, Region.SINGAPORE);
        RecordingApiClient user = client.withToken(session.text("access_token"));
        String userId = session.json().path("user").path("user_id").asText();

        API.stack().tables().throttle(WRITES);
        assertThat(delete(user).outcome()).isEqualTo(UNAVAILABLE);
        API.stack().tables().stopThrottling();
        assertThat(user.get(Region.SINGAPORE, "/me").status()).isEqualTo(200);

        assertThat(delete(user).outcome()).isEqualTo("204");
        assertThat(
                        API.stack()
                                .tables()
                                .items(Region.VIRGINIA, Table.USERS, userId, newUser.email()))
                .hasSize(1);
    }

    @Test
    void aRegionWithoutReplicationStillServesAndRevokesSignIns() {
        API.stack().tables().setLag(ApiStack.LAG, Region.IRELAND);
        newUser.register(client, Region.VIRGINIA);
        ApiResponse session = newUser.signIn(client, Region.IRELAND);
        RecordingApiClient user = client.withToken(session.text("access_token"));
        String userId = session.json().path("user").path("user_id").asText();
        for (Region region : Region.values()) {
            assertThat(user.get(region, "/me").text("email")).isEqualTo(newUser.email());
        }

        assertThat(delete(user).outcome()).isEqualTo("204");

        assertThat(user.get(Region.VIRGINIA, "/me").status()).isEqualTo(401);
        assertThat(user.get(Region.SINGAPORE, "/me").status()).isEqualTo(401);
        assertThat(user.get(Region.IRELAND, "/me/export").status()).isEqualTo(401);
        API.stack().redis(Region.IRELAND).expireCachedSession(session.text("access_token"));
        assertThat(user.get(Region.IRELAND, "/me").status()).isEqualTo(401);
        API.stack().tables().setLag(ApiStack.LAG);
        API.stack().tables().awaitReplication();
        Set<Object> left = new HashSet<>();
        for (Region region : Region.values()) {
            for (Table table : Table.values()) {
                left.addAll(API.stack().tables().items(region, table, userId, newUser.email()));
            }
        }
        assertThat(left).as("the same tombstone in all regions").hasSize(1);
    }

    private ApiResponse delete(RecordingApiClient user) {
        byte[] body = JsonValues.write(Map.of("password", newUser.password()));
        return user.send(
                Region.SINGAPORE, "DELETE", "/me", new String(body, StandardCharsets.UTF_8));
    }

    private static int left(RecordingApiClient user) {
        return left(user.get(Region.VIRGINIA, "/me").json());
    }

    private static int left(JsonNode me) {
        return me.path("attempts").path("academic_speaking").asInt();
    }
}
