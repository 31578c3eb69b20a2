package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Account deletion in one region while signed in in another. */
@SharedApi
final class AccountDeletionIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final List<String> ENDED = List.of("401 session_expired", "401 session_revoked");

    private final RecordingApiClient client = API.newClient();
    private final NewUser newUser = NewUser.random();

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void endsEverySignInWithinTheLagAndLeavesNothingAnywhere(Region here) {
        Region otherRegion = RegionCycle.after(here);
        newUser.register(client, otherRegion);
        ApiResponse session = newUser.signIn(client, otherRegion);
        RecordingApiClient user = client.withToken(session.text("access_token"));
        RecordingApiClient deleting =
                client.withToken(newUser.signIn(client, here).text("access_token"));
        String userId = session.json().path("user").path("user_id").asText();
        API.stack().accounts().grantAttempts(userId);
        putAssessment(RegionCycle.before(here), userId);
        assertThat(user.get(otherRegion, "/me").status()).isEqualTo(200);
        hasAllPersonalData(user.get(RegionCycle.before(here), "/me/export"));

        assertThat(delete(deleting, here, "not-their-password").outcome())
                .isEqualTo("403 password_wrong");
        assertThat(delete(deleting, here, newUser.password()).outcome()).isEqualTo("204");

        for (Region region : Region.values()) {
            Eventually.afterReplication(
                    () -> assertThat(user.get(region, "/me").outcome()).isIn(ENDED));
            Eventually.afterReplication(
                    () -> assertThat(deleting.get(region, "/me").outcome()).isIn(ENDED));
            assertThat(client.post(region, "/auth/sign-in", newUser.credentials()).outcome())
                    .isEqualTo("401 credentials_invalid");
        }
        Map<String, String> refresh = Map.of("refresh_token", session.text("refresh_token"));
        assertThat(client.post(here, "/auth/refresh", refresh).outcome()).isIn(ENDED);
        API.stack().tables().awaitReplication();
        leavesOnlyATombstone(userId);
        newUser.register(API.newClient(), here);
    }

    @Test
    void anOperatorFinishesAnIncompleteDeletion() {
        newUser.register(client, Region.IRELAND);
        ApiResponse session = newUser.signIn(client, Region.IRELAND);
        String userId = session.json().path("user").path("user_id").asText();
        assertThat(finish(userId)).as("of an account that is there").isOne();
        RecordingApiClient user = client.withToken(session.text("access_token"));
        assertThat(delete(user, Region.IRELAND, newUser.password()).outcome()).isEqualTo("204");
        putAssessment(Region.SINGAPORE, userId);

        assertThat(finish(userId)).isZero();

        API.stack().tables().awaitReplication();
        for (Region region : Region.values()) {
            assertThat(API.stack().tables().items(region, Table.ASSESSMENTS, userId)).isEmpty();
        }
    }

    private static int finish(String userId) {
        return API.stack()
                .operators()
                .support(
                        List.of("finish-deletion", userId, "--reason", "the log says so"),
                        new PrintStream(
                                OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    @Test
    void nothingIsWrittenForADeletedAccount() {
        newUser.register(client, Region.IRELAND);
        ApiResponse session = newUser.signIn(client, Region.IRELAND);
        RecordingApiClient user = client.withToken(session.text("access_token"));
        String userId = session.json().path("user").path("user_id").asText();
        assertThat(delete(user, Region.IRELAND, newUser.password()).outcome()).isEqualTo("204");

        API.stack().accounts().grantAttempts(userId);

        assertThat(API.stack().tables().items(Region.VIRGINIA, Table.PURCHASES, userId)).isEmpty();
    }

    /** A region's Redis caches a session for a minute; its tables know better. */
    @Test
    void aCachedSessionShowsNothingOfADeletedAccount() {
        Region here = Region.VIRGINIA;
        Region otherRegion = Region.IRELAND;
        newUser.register(client, otherRegion);
        String token = newUser.signIn(client, otherRegion).text("access_token");
        RecordingApiClient user = client.withToken(token);
        String key = "session:" + TokenGenerator.hash(token);
        Eventually.afterReplication(
                () -> {
                    assertThat(user.get(otherRegion, "/me").status()).isEqualTo(200);
                    assertThat(API.stack().redis(otherRegion).command("EXISTS " + key))
                            .isEqualTo(":1");
                });

        assertThat(delete(user, here, newUser.password()).outcome()).isEqualTo("204");
        API.stack().tables().awaitReplication();
        assertThat(user.get(otherRegion, "/me").outcome()).isEqualTo("401 session_revoked");
        assertThat(user.get(otherRegion, "/me/export").outcome()).isIn(ENDED);
        assertThat(API.stack().redis(otherRegion).command("EXISTS " + key)).isEqualTo(":1");
        API.stack().redis(otherRegion).expireCachedSession(token);
        assertThat(user.get(otherRegion, "/me").outcome()).isIn(ENDED);
    }

    private static ApiResponse delete(RecordingApiClient user, Region region, String password) {
        byte[] body = JsonValues.write(Map.of("password", password));
        return user.send(region, "DELETE", "/me", new String(body, StandardCharsets.UTF_8));
    }

    private static void putAssessment(Region region, String userId) {
        API.stack()
                .tables()
                .put(
                        region,
                        Table.ASSESSMENTS,
                        Map.of(
                                "user_id", AttributeValue.fromS(userId),
                                "assessment_id", AttributeValue.fromS("a-1"),
                                "essay", AttributeValue.fromS("In my opinion")));
    }

    private void hasAllPersonalData(ApiResponse response) {
        JsonNode export = response.json();
        assertThat(export.path("account").path("email").asText()).isEqualTo(newUser.email());
        assertThat(export.path("account").path("name").asText()).isEqualTo(newUser.name());
        assertThat(export.path("sign_ins")).hasSize(2);
        assertThat(export.path("assessments").findValuesAsText("essay"))
                .containsExactly("In my opinion");
        for (String section : List.of("entitlements", "grants")) {
            assertThat(export.path(section).findValuesAsText("module")).isNotEmpty();
        }
    }

    private void leavesOnlyATombstone(String userId) {
        Set<Map<String, AttributeValue>> left = new HashSet<>();
        for (Region region : Region.values()) {
            for (Table table : Table.values()) {
                left.addAll(
                        API.stack()
                                .tables()
                                .items(region, table, userId, newUser.email(), newUser.name()));
            }
        }
        assertThat(left).hasSize(1);
        assertThat(left.iterator().next().keySet())
                .containsExactlyInAnyOrder("user_id", "deleted_at");
    }
}
