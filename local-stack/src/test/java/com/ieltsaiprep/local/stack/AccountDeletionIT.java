package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.api.session.Secrets;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.stack.ApiClient.Response;
import com.ieltsaiprep.local.wire.JsonValues;

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

/** Deleting an account in one region while signed in in another. */
final class AccountDeletionIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final List<String> ENDED = List.of("401 session_expired", "401 session_revoked");

    private final ApiClient somebody = API.stranger();
    private final NewUser newUser = NewUser.random();

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void endsEverySignInWithinTheLagAndLeavesNothingAnywhere(Region here) {
        Region away = RegionCycle.after(here);
        newUser.join(somebody, away);
        Response session = newUser.signIn(somebody, away);
        ApiClient person = somebody.as(session.text("access_token"));
        ApiClient deleting = somebody.as(newUser.signIn(somebody, here).text("access_token"));
        String userId = session.json().path("user").path("user_id").asText();
        API.stack().accounts().grantAttempts(userId);
        hasWritten(RegionCycle.before(here), userId);
        assertThat(person.get(away, "/me").status()).isEqualTo(200);
        showsAllThatIsHeld(person.get(RegionCycle.before(here), "/me/export"));

        assertThat(delete(deleting, here, "not-their-password").outcome())
                .isEqualTo("403 password_wrong");
        assertThat(delete(deleting, here, newUser.password()).outcome()).isEqualTo("204");

        for (Region region : Region.values()) {
            Eventually.lag(() -> assertThat(person.get(region, "/me").outcome()).isIn(ENDED));
            Eventually.lag(() -> assertThat(deleting.get(region, "/me").outcome()).isIn(ENDED));
            assertThat(somebody.post(region, "/auth/sign-in", newUser.credentials()).outcome())
                    .isEqualTo("401 credentials_invalid");
        }
        Map<String, String> refresh = Map.of("refresh_token", session.text("refresh_token"));
        assertThat(somebody.post(here, "/auth/refresh", refresh).outcome()).isIn(ENDED);
        API.stack().tables().settle();
        leavesNothing(userId);
        newUser.join(API.stranger(), here);
    }

    @Test
    void whatADeletionHasLeftIsFinishedByAnOperator() {
        newUser.join(somebody, Region.IRELAND);
        Response session = newUser.signIn(somebody, Region.IRELAND);
        String userId = session.json().path("user").path("user_id").asText();
        assertThat(finish(userId)).as("of an account that is there").isOne();
        ApiClient person = somebody.as(session.text("access_token"));
        assertThat(delete(person, Region.IRELAND, newUser.password()).outcome()).isEqualTo("204");
        hasWritten(Region.SINGAPORE, userId);

        assertThat(finish(userId)).isZero();

        API.stack().tables().settle();
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
    void nothingIsWrittenForWhoIsGone() {
        newUser.join(somebody, Region.IRELAND);
        Response session = newUser.signIn(somebody, Region.IRELAND);
        ApiClient person = somebody.as(session.text("access_token"));
        String userId = session.json().path("user").path("user_id").asText();
        assertThat(delete(person, Region.IRELAND, newUser.password()).outcome()).isEqualTo("204");

        API.stack().accounts().grantAttempts(userId);

        assertThat(API.stack().tables().items(Region.VIRGINIA, Table.PURCHASES, userId)).isEmpty();
    }

    /** A region's Redis keeps its copy of a session for a minute; its tables know better. */
    @Test
    void aCopyOfASessionShowsNothingOfWhoIsGone() {
        Region here = Region.VIRGINIA;
        Region away = Region.IRELAND;
        newUser.join(somebody, away);
        String token = newUser.signIn(somebody, away).text("access_token");
        ApiClient person = somebody.as(token);
        String copy = "session:" + Secrets.hash(token);
        Eventually.lag(
                () -> {
                    assertThat(person.get(away, "/me").status()).isEqualTo(200);
                    assertThat(API.stack().redis(away).ask("EXISTS " + copy)).isEqualTo(":1");
                });

        assertThat(delete(person, here, newUser.password()).outcome()).isEqualTo("204");
        API.stack().tables().settle();
        assertThat(person.get(away, "/me").outcome()).isEqualTo("401 session_revoked");
        assertThat(person.get(away, "/me/export").outcome()).isIn(ENDED);
        assertThat(API.stack().redis(away).ask("EXISTS " + copy)).isEqualTo(":1");
        API.stack().redis(away).aMinuteGoesBy(token);
        assertThat(person.get(away, "/me").outcome()).isIn(ENDED);
    }

    private static Response delete(ApiClient person, Region region, String password) {
        byte[] body = JsonValues.write(Map.of("password", password));
        return person.send(region, "DELETE", "/me", new String(body, StandardCharsets.UTF_8));
    }

    private static void hasWritten(Region region, String userId) {
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

    private void showsAllThatIsHeld(Response answer) {
        JsonNode export = answer.json();
        assertThat(export.path("account").path("email").asText()).isEqualTo(newUser.email());
        assertThat(export.path("account").path("name").asText()).isEqualTo(newUser.name());
        assertThat(export.path("sign_ins")).hasSize(2);
        assertThat(export.path("assessments").findValuesAsText("essay"))
                .containsExactly("In my opinion");
        assertThat(export.path("purchases").findValuesAsText("entry_id"))
                .anyMatch(entry -> entry.startsWith("entitlement#"))
                .anyMatch(entry -> entry.startsWith("grant#"));
    }

    private void leavesNothing(String userId) {
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
