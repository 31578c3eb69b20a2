package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.control.TestAccount;
import com.ieltsaiprep.local.json.HttpClients;

import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Conversations and unused tickets at the gateway end with the sign-in that they belong to, and
 * with a later session of the same attempt; {@link EndedConversationsIT} covers each region's API.
 */
@ResourceLock(StackExtension.LOCK)
final class RevokedConversationIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String SESSIONS = "/api/nova-sonic/sessions";

    @RegisterExtension static final StackExtension STACK = new StackExtension();

    @Test
    void aSignOutEverywhereInAnotherRegionEndsThem() throws Exception {
        StackClient stack = new StackClient(STACK.address());
        TestAccount account = stack.createAccount();
        try (TestClient client = TestClient.start(ticket(stack, account))) {
            client.awaitGreeting();

            assertThat(
                            send(
                                    stack,
                                    Region.IRELAND,
                                    "POST",
                                    "/auth/sign-out-everywhere",
                                    account,
                                    "{}"))
                    .isEqualTo(204);

            assertThat(client.closeCode(LIMIT)).isEqualTo(CloseCode.REVOKED.code());
        }
    }

    @Test
    void aDeletionOfTheAccountInAnotherRegionEndsThem() throws Exception {
        StackClient stack = new StackClient(STACK.address());
        TestAccount account = stack.createAccount();
        JsonObject unused = ticket(stack, account);
        try (TestClient client = TestClient.start(resumable(stack, account, unused))) {
            client.awaitGreeting();

            String password = new JsonObject(Map.of("password", account.password())).encode();
            assertThat(send(stack, Region.SINGAPORE, "DELETE", "/me", account, password))
                    .isEqualTo(204);

            assertThat(client.closeCode(LIMIT)).isEqualTo(CloseCode.REVOKED.code());
        }
        assertThatThrownBy(() -> TestClient.start(unused))
                .isInstanceOfSatisfying(
                        UpgradeRejectedException.class,
                        rejected -> assertThat(rejected.getStatus()).isEqualTo(401));
    }

    @Test
    void theSecondSessionOfAnAttemptEndsTheFirst() throws Exception {
        StackClient stack = new StackClient(STACK.address());
        TestAccount account = stack.createAccount();
        try (TestClient first = TestClient.start(ticket(stack, account))) {
            first.awaitGreeting();
            try (TestClient second = TestClient.start(ticket(stack, account))) {
                assertThat(first.closeCode(LIMIT)).isEqualTo(CloseCode.REVOKED.code());
                second.awaitGreeting();
                second.awaitCapsule();
            }
        }
    }

    private static JsonObject ticket(StackClient stack, TestAccount account) throws Exception {
        return post(stack, account, "{}");
    }

    /** Returns another ticket to the session of a ticket. */
    private static JsonObject resumable(StackClient stack, TestAccount account, JsonObject ticket)
            throws Exception {
        return post(
                stack,
                account,
                new JsonObject(Map.of("session_id", ticket.getString("session_id"))).encode());
    }

    private static JsonObject post(StackClient stack, TestAccount account, String body)
            throws Exception {
        return new JsonObject(
                request(stack, Region.VIRGINIA, "POST", SESSIONS, account, body).body());
    }

    private static int send(
            StackClient stack,
            Region region,
            String method,
            String path,
            TestAccount account,
            String body)
            throws Exception {
        return request(stack, region, method, path, account, body).statusCode();
    }

    private static HttpResponse<String> request(
            StackClient stack,
            Region region,
            String method,
            String path,
            TestAccount account,
            String body)
            throws IOException, InterruptedException {
        URI address = Objects.requireNonNull(stack.apis().get(region)).resolve(path);
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .method(method, BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + account.accessToken())
                        .header("Content-Type", "application/json")
                        .build();
        try (HttpClient http = HttpClients.http1().build()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
