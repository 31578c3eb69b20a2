package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.stack.OpenApiOperations.Operation;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Object-level authorization: a signed-in user can neither read nor change another user's data
 * (IDOR).
 *
 * <p>The attacker names the victim wherever a request has room for it: in the path, the query,
 * headers and fields, with ids and with secrets.
 */
@SharedApi
final class ObjectLevelAuthorizationIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final String TICKETS = "/api/nova-sonic/sessions";
    private static final String ESSAY = "In my humble opinion";
    private static final String KEY = "0123456789abcdef";
    private static final Map<String, Object> SUBMITTED = WritingRequests.essay();
    private static final String PASSWORD = "amber-otter-4711";

    /**
     * Outcomes of requests for the victim's objects; other operations affect the caller's own data.
     */
    private static final Map<String, String> REJECTIONS =
            Map.of(
                    "DELETE /me",
                    "403 password_wrong",
                    "POST /auth/change-password",
                    "403 password_wrong",
                    "POST /auth/confirm",
                    "400 code_invalid",
                    "POST /auth/reset-password",
                    "400 code_invalid",
                    "POST /auth/sign-in",
                    "401 credentials_invalid",
                    "POST /auth/qr-session",
                    "404 qr_unknown",
                    "GET /auth/qr/x",
                    "410 qr_expired",
                    "POST /mobile-authenticate",
                    "409 qr_decided",
                    "POST " + TICKETS,
                    "404 session_unknown");

    private static final String UNKNOWN_ASSESSMENT = "404 assessment_unknown";

    private static NewUser victim;
    private static TestAccounts.SignedInAccount account;
    private static String session;
    private static String code;
    private static String assessment;
    private static Set<Map<String, AttributeValue>> before;

    static List<Operation> operations() throws IOException {
        return OpenApiOperations.operations();
    }

    @BeforeAll
    static void createVictim() {
        victim = new NewUser(NewUser.random().email(), PASSWORD, "Tran Thi Bich");
        account = API.stack().accounts().create(victim.email(), victim.password());
        RecordingApiClient client = API.newClient().withToken(account.accessToken());
        client.send(Region.VIRGINIA, "PATCH", "/me", "{\"name\":\"%s\"}".formatted(victim.name()));
        session = client.post(Region.VIRGINIA, TICKETS).text("session_id");
        ApiResponse shown = API.newClient().post(Region.IRELAND, "/auth/generate-qr", Map.of());
        code = shown.text("token");
        client.post(Region.IRELAND, "/mobile-authenticate", Map.of("token", code));
        assessment = markEssay(client);
        API.stack()
                .tables()
                .put(
                        Region.VIRGINIA,
                        Table.ASSESSMENTS,
                        Map.of(
                                "user_id", AttributeValue.fromS(account.userId()),
                                "assessment_id", AttributeValue.fromS("b-1"),
                                "essay", AttributeValue.fromS(ESSAY)));
        API.stack().tables().awaitReplication();
        before = storedItems();
        assertThat(before).hasSizeGreaterThan(8);
    }

    private static String markEssay(RecordingApiClient client) {
        ApiResponse marked = WritingRequests.submit(client, Region.IRELAND, KEY, SUBMITTED);
        assertThat(marked.outcome()).isEqualTo("200");
        return marked.text("assessment_id");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void doesNotReadOrChangeAnotherUsersData(Operation operation) {
        TestAccounts.SignedInAccount self = API.stack().accounts().create();
        RecordingApiClient client = API.newClient().withToken(self.accessToken());
        Region region = region(operation);

        ApiResponse response =
                client.send(
                        region, operation.method(), path(operation), body(operation), headers());

        assertThat(response.text())
                .doesNotContain(
                        account.userId(),
                        victim.email(),
                        victim.name(),
                        ESSAY,
                        session,
                        code,
                        assessment);
        assertThat(response.outcome())
                .isEqualTo(
                        operation.path().startsWith("/assessments/")
                                ? UNKNOWN_ASSESSMENT
                                : REJECTIONS.getOrDefault(
                                        operation.toString(), response.outcome()));
        assertThat(response.status()).isLessThan(500);
        if (operation.toString().equals("GET /me")) {
            assertThat(response.text("user_id")).isEqualTo(self.userId());
        }
        assertThat(storedItems()).isEqualTo(before);
        assertThat(
                        API.newClient()
                                .withToken(account.accessToken())
                                .get(region, "/me")
                                .text("email"))
                .isEqualTo(victim.email());
    }

    private static Region region(Operation operation) {
        return operation.path().equals(TICKETS)
                ? Region.VIRGINIA
                : RegionCycle.at(Math.floorMod(operation.toString().hashCode(), 3));
    }

    /** Returns the path with the victim's QR code or assessment as its only parameter. */
    private static String path(Operation operation) {
        String path =
                operation.pathWith(
                        operation.path().startsWith("/assessments/") ? assessment : code);
        return "%s?user_id=%s&userId=%s&email=%s&session_id=%s&token=%s&cursor=%s&assessment_id=%s"
                .formatted(
                        path,
                        account.userId(),
                        account.userId(),
                        victim.email(),
                        session,
                        code,
                        assessment,
                        assessment);
    }

    private static Map<String, String> headers() {
        return Map.of(
                "X-User-Id",
                account.userId(),
                "X-Amzn-Oidc-Identity",
                account.userId(),
                "X-Forwarded-User",
                victim.email(),
                "X-HTTP-Method-Override",
                "DELETE",
                "Idempotency-Key",
                KEY,
                "Cookie",
                "session=" + account.accessToken());
    }

    /** Returns a valid body in which every identifying field names the victim. */
    private static String body(Operation operation) {
        if (!RequestBodies.hasBody(operation)) {
            return "";
        }
        ObjectNode body = RequestBodies.valid(operation);
        if (body.has("email")) {
            body.put("email", victim.email());
        }
        if (operation.path().equals("/me") || operation.path().equals("/auth/change-password")) {
            body.put(body.has("password") ? "password" : "current_password", victim.password());
        }
        if (body.has("token")) {
            body.put("token", code);
        }
        if (body.has("session_id")) {
            body.put("session_id", session);
        }
        if (body.has("assessment_type")) {
            // The victim's own text: a guess or a leak of it must not help either.
            body = JsonValues.object();
            SUBMITTED.forEach(body::putPOJO);
            body.put("assessment_id", assessment);
        }
        for (String name : List.of("user_id", "owner_id", "sub", "id", "account_id")) {
            body.put(name, account.userId());
        }
        body.put("user_email", victim.email()).put("family_id", account.refreshToken());
        return new String(JsonValues.write(body), StandardCharsets.UTF_8);
    }

    /**
     * Reads all items of the victim, except codes that any client may request for their address.
     */
    private static Set<Map<String, AttributeValue>> storedItems() {
        Set<Map<String, AttributeValue>> storedItems = new HashSet<>();
        for (Table table : Table.values()) {
            API
                    .stack()
                    .tables()
                    .items(Region.VIRGINIA, table, account.userId(), victim.email())
                    .stream()
                    .filter(
                            item ->
                                    item.values().stream()
                                            .noneMatch(ObjectLevelAuthorizationIT::isRequestedCode))
                    .forEach(storedItems::add);
        }
        return storedItems;
    }

    private static boolean isRequestedCode(AttributeValue value) {
        return value.s() != null
                && (value.s().startsWith("code#reset#") || value.s().startsWith("registration#"));
    }
}
