package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Valid requests: one for each operation, prepared so that it succeeds and does not affect the
 * others.
 */
final class OperationRequests {
    private static final String TICKETS = "/api/nova-sonic/sessions";
    private static final String PASSWORD = "amber-otter-4711";
    private static final String NEXT_PASSWORD = "green-plover-1174";
    private static final int THREADS = 8;

    private final ApiExtension api;
    private final Region region;

    /** Prepared request. */
    record PreparedRequest(
            RecordingApiClient by,
            Region region,
            String operation,
            String path,
            Map<String, ?> body) {
        ApiResponse send() {
            String json =
                    body.isEmpty()
                            ? ""
                            : new String(JsonValues.write(body), StandardCharsets.UTF_8);
            return by.send(region, operation.split(" ", 2)[0], path, json);
        }
    }

    private OperationRequests(ApiExtension api, Region region) {
        this.api = api;
        this.region = region;
    }

    /** Prepares one request per operation, by the operations' names in docs/openapi.yaml. */
    static Map<String, PreparedRequest> in(ApiExtension api, Region region) throws Exception {
        OperationRequests requests = new OperationRequests(api, region);
        Map<String, PreparedRequest> all = new HashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            Map<String, Future<PreparedRequest>> prepared = new LinkedHashMap<>();
            requests.all().forEach((name, request) -> prepared.put(name, threads.submit(request)));
            for (Map.Entry<String, Future<PreparedRequest>> each : prepared.entrySet()) {
                all.put(each.getKey(), each.getValue().get());
            }
        }
        return all;
    }

    private Map<String, Callable<PreparedRequest>> all() {
        Map<String, Callable<PreparedRequest>> all = new LinkedHashMap<>();
        // A browser may poll 1.5 s after its code was created: as long as the last of these takes.
        all.put("POST /auth/qr-session", this::pollQr);
        all.put("POST /auth/register", this::register);
        all.put("POST /auth/confirm", this::confirm);
        all.put("POST /auth/resend-code", this::resend);
        all.put("POST /auth/sign-in", this::signIn);
        all.put("POST /auth/refresh", this::refresh);
        all.put("POST /auth/sign-out", () -> authenticated("POST /auth/sign-out", Map.of()));
        all.put(
                "POST /auth/sign-out-everywhere",
                () -> authenticated("POST /auth/sign-out-everywhere", Map.of()));
        all.put("POST /auth/change-password", this::changePassword);
        all.put("POST /auth/forgot-password", this::forgot);
        all.put("GET /me", () -> authenticated("GET /me", Map.of()));
        all.put("PATCH /me", () -> authenticated("PATCH /me", Map.of("name", "Another Name")));
        all.put("DELETE /me", this::delete);
        all.put("GET /me/export", () -> authenticated("GET /me/export", Map.of()));
        all.put("POST /auth/generate-qr", () -> anonymous("POST /auth/generate-qr", Map.of()));
        all.put("GET /auth/qr/x", this::showQr);
        all.put("POST /mobile-authenticate", this::approveQr);
        all.put("POST " + TICKETS, this::ticket);
        all.put("GET /health", () -> anonymous("GET /health", Map.of()));
        all.put("GET /config", () -> anonymous("GET /config", Map.of()));
        all.put("POST /client-events", this::report);
        all.put("POST /auth/reset-password", this::reset);
        all.put("GET /writing/tests", () -> authenticated("GET /writing/tests", Map.of()));
        all.put(
                WritingRequests.OPERATION,
                () -> authenticated(WritingRequests.OPERATION, WritingRequests.essay()));
        all.put("GET /assessments", () -> authenticated("GET /assessments", Map.of()));
        all.put("GET /assessments/x", () -> ofAssessment("GET /assessments/x", Map.of()));
        all.put("DELETE /assessments/x", () -> ofAssessment("DELETE /assessments/x", Map.of()));
        all.put(
                "POST /assessments/x/remark",
                () -> ofAssessment("POST /assessments/x/remark", WritingRequests.essay()));
        return all;
    }

    private PreparedRequest register() {
        return anonymous("POST /auth/register", NewUser.random().registration());
    }

    private Map<String, Object> confirmation() {
        NewUser newUser = NewUser.random();
        ApiResponse response =
                api.newClient().post(region, "/auth/register", newUser.registration());
        return NewUser.confirmation(response, api.stack().code(newUser.email()));
    }

    private PreparedRequest confirm() {
        return anonymous("POST /auth/confirm", confirmation());
    }

    private PreparedRequest resend() {
        return anonymous("POST /auth/resend-code", confirmation());
    }

    private TestAccounts.SignedInAccount account() {
        return api.stack().accounts().create(NewUser.random().email(), PASSWORD);
    }

    private PreparedRequest signIn() {
        return anonymous(
                "POST /auth/sign-in", Map.of("email", account().email(), "password", PASSWORD));
    }

    private PreparedRequest refresh() {
        String token = api.stack().accounts().create().refreshToken();
        return anonymous("POST /auth/refresh", Map.of("refresh_token", token));
    }

    private PreparedRequest changePassword() {
        return by(
                api.newClient().withToken(account().accessToken()),
                "POST /auth/change-password",
                Map.of("current_password", PASSWORD, "new_password", NEXT_PASSWORD));
    }

    private PreparedRequest forgot() {
        String email = api.stack().accounts().create().email();
        return anonymous("POST /auth/forgot-password", Map.of("email", email));
    }

    private PreparedRequest reset() {
        PreparedRequest forgot = forgot();
        assertThat(forgot.send().outcome()).isEqualTo("202");
        String email = String.valueOf(forgot.body().get("email"));
        return anonymous(
                "POST /auth/reset-password",
                Map.of(
                        "email", email,
                        "code", api.stack().code(email),
                        "new_password", NEXT_PASSWORD));
    }

    private PreparedRequest delete() {
        return by(
                api.newClient().withToken(account().accessToken()),
                "DELETE /me",
                Map.of("password", PASSWORD));
    }

    private ApiResponse newQr() {
        ApiResponse code = api.newClient().post(region, "/auth/generate-qr", Map.of());
        assertThat(code.outcome()).isEqualTo("201");
        return code;
    }

    private PreparedRequest pollQr() {
        ApiResponse code = newQr();
        return anonymous(
                "POST /auth/qr-session",
                Map.of("token", code.text("token"), "secret", code.text("secret")));
    }

    private PreparedRequest showQr() {
        String path = "/auth/qr/" + newQr().text("user_code");
        return new PreparedRequest(api.signedInClient(), region, "GET /auth/qr/x", path, Map.of());
    }

    private PreparedRequest approveQr() {
        return authenticated("POST /mobile-authenticate", Map.of("token", newQr().text("token")));
    }

    /** Creates a ticket request, in the only region that issues tickets. */
    private PreparedRequest ticket() {
        return new PreparedRequest(
                api.signedInClient(),
                Region.VIRGINIA,
                "POST " + TICKETS,
                TICKETS,
                Map.of("module", "academic_speaking"));
    }

    private PreparedRequest report() {
        Map<String, Object> event = Map.of("type", "api_delay", "ms", 12);
        return anonymous("POST /client-events", Map.of("events", new Object[] {event}));
    }

    /** Marks an essay, and prepares a request about its assessment. */
    private PreparedRequest ofAssessment(String operation, Map<String, ?> body) {
        RecordingApiClient user = api.signedInClient();
        ApiResponse marked = WritingRequests.submit(user, region, WritingRequests.essay());
        assertThat(marked.outcome()).isEqualTo("200");
        String path =
                operation.split(" ", 2)[1].replaceFirst("x(?=/|$)", marked.text("assessment_id"));
        return new PreparedRequest(user, region, operation, path, body);
    }

    private PreparedRequest anonymous(String operation, Map<String, ?> body) {
        return by(api.newClient(), operation, body);
    }

    private PreparedRequest authenticated(String operation, Map<String, ?> body) {
        return by(api.signedInClient(), operation, body);
    }

    private PreparedRequest by(RecordingApiClient client, String operation, Map<String, ?> body) {
        return new PreparedRequest(client, region, operation, operation.split(" ", 2)[1], body);
    }
}
