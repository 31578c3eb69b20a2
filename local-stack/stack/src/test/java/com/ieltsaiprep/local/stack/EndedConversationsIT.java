package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.EndedConversations;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Marks by which the gateway ends conversations, set by the API of any region. */
@SharedApi
final class EndedConversationsIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final Region GATEWAY = Region.VIRGINIA;

    private final RecordingApiClient client = API.newClient();
    private final NewUser newUser = NewUser.random();

    @ParameterizedTest
    @ArgumentsSource(RegionArguments.class)
    void signingOutEverywhereEndsTheConversationsOfEarlierSignIns(Region here) {
        newUser.register(client, here);
        ApiResponse session = newUser.signIn(client, RegionCycle.after(here));
        String userId = session.json().path("user").path("user_id").asText();
        RecordingApiClient user = client.withToken(session.text("access_token"));
        assertThat(mark(userId)).isEqualTo("$-1");
        Instant before = Instant.now();

        assertThat(user.post(here, "/auth/sign-out-everywhere").outcome()).isEqualTo("204");

        assertThat(Long.parseLong(mark(userId)))
                .isBetween(before.toEpochMilli(), Instant.now().toEpochMilli());
        assertThat(API.stack().redis(GATEWAY).command("TTL " + key(userId)))
                .isIn(":2760", ":2759", ":2758", ":2757", ":2756", ":2755");
    }

    @Test
    void deletingAnAccountInIrelandEndsItsConversations() {
        newUser.register(client, Region.IRELAND);
        ApiResponse session = newUser.signIn(client, Region.IRELAND);
        String userId = session.json().path("user").path("user_id").asText();
        RecordingApiClient user = client.withToken(session.text("access_token"));
        String password =
                new String(
                        JsonValues.write(Map.of("password", newUser.password())),
                        StandardCharsets.UTF_8);

        assertThat(user.send(Region.IRELAND, "DELETE", "/me", password).outcome()).isEqualTo("204");

        assertThat(mark(userId)).isNotEqualTo("$-1");
    }

    @Test
    void anotherSessionOfAnAttemptEndsTheConversationOfTheFirst() {
        RecordingApiClient user = API.signedInClient();
        String first = begin(user).path("session_id").asText();
        String second = begin(user).path("session_id").asText();

        assertThat(mark(first)).isEqualTo(EndedConversations.ALL);
        assertThat(mark(second)).isEqualTo("$-1");
    }

    private static JsonNode begin(RecordingApiClient user) {
        ApiResponse response = user.post(GATEWAY, "/api/nova-sonic/sessions");
        assertThat(response.outcome()).isEqualTo("201");
        return response.json();
    }

    private static String key(String id) {
        return EndedConversations.redisKey(id);
    }

    /** Returns the value of a mark; {@code $-1} if there is none. */
    private static String mark(String id) {
        return API.stack().redis(GATEWAY).command("GET " + key(id)).replaceFirst("\\$\\d+\r\n", "");
    }
}
