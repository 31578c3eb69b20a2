package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Response;
import com.ieltsaiprep.local.wire.JsonValues;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A request of each operation that is right in all, so that it succeeds: by somebody who has what
 * it needs, and each in the place of nobody else.
 */
final class OperationRequests {
    private static final String TICKETS = "/api/nova-sonic/sessions";
    private static final String PASSWORD = "amber-otter-4711";
    private static final String NEXT_PASSWORD = "green-plover-1174";
    private static final int AT_ONCE = 8;

    private final ApiExtension api;
    private final Region region;

    /** A request. */
    record PreparedRequest(
            ApiClient by, Region region, String operation, String path, Map<String, ?> body) {
        Response run() {
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

    /** Prepares one of each, by the names that docs/openapi.yaml has for their operations. */
    static Map<String, PreparedRequest> in(ApiExtension api, Region region) throws Exception {
        OperationRequests requests = new OperationRequests(api, region);
        Map<String, PreparedRequest> all = new HashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            Map<String, Future<PreparedRequest>> prepared = new LinkedHashMap<>();
            requests.all().forEach((name, errand) -> prepared.put(name, threads.submit(errand)));
            for (Map.Entry<String, Future<PreparedRequest>> each : prepared.entrySet()) {
                all.put(each.getKey(), each.getValue().get());
            }
        }
        return all;
    }

    private Map<String, Callable<PreparedRequest>> all() {
        Map<String, Callable<PreparedRequest>> all = new LinkedHashMap<>();
        // A browser may ask 1.5 s after its code was made: as long as the last of these takes.
        all.put("POST /auth/qr-session", this::poll);
        all.put("POST /auth/register", this::register);
        all.put("POST /auth/confirm", this::confirm);
        all.put("POST /auth/resend-code", this::resend);
        all.put("POST /auth/sign-in", this::signIn);
        all.put("POST /auth/refresh", this::refresh);
        all.put("POST /auth/sign-out", () -> personal("POST /auth/sign-out", Map.of()));
        all.put(
                "POST /auth/sign-out-everywhere",
                () -> personal("POST /auth/sign-out-everywhere", Map.of()));
        all.put("POST /auth/change-password", this::changePassword);
        all.put("POST /auth/forgot-password", this::forgot);
        all.put("GET /me", () -> personal("GET /me", Map.of()));
        all.put("PATCH /me", () -> personal("PATCH /me", Map.of("name", "Another Name")));
        all.put("DELETE /me", this::delete);
        all.put("GET /me/export", () -> personal("GET /me/export", Map.of()));
        all.put("POST /auth/generate-qr", () -> open("POST /auth/generate-qr", Map.of()));
        all.put("GET /auth/qr/x", this::look);
        all.put("POST /mobile-authenticate", this::allow);
        all.put("POST " + TICKETS, this::ticket);
        all.put("GET /health", () -> open("GET /health", Map.of()));
        all.put("GET /config", () -> open("GET /config", Map.of()));
        all.put("POST /client-events", this::report);
        all.put("POST /auth/reset-password", this::reset);
        return all;
    }

    private PreparedRequest register() {
        return open("POST /auth/register", NewUser.random().registration());
    }

    private Map<String, Object> registered() {
        NewUser newUser = NewUser.random();
        Response answer = api.stranger().post(region, "/auth/register", newUser.registration());
        return NewUser.confirmation(answer, api.stack().code(newUser.email()));
    }

    private PreparedRequest confirm() {
        return open("POST /auth/confirm", registered());
    }

    private PreparedRequest resend() {
        return open("POST /auth/resend-code", registered());
    }

    private TestAccounts.SignedInAccount known() {
        return api.stack().accounts().create(NewUser.random().email(), PASSWORD);
    }

    private PreparedRequest signIn() {
        return open("POST /auth/sign-in", Map.of("email", known().email(), "password", PASSWORD));
    }

    private PreparedRequest refresh() {
        String token = api.stack().accounts().create().refreshToken();
        return open("POST /auth/refresh", Map.of("refresh_token", token));
    }

    private PreparedRequest changePassword() {
        return by(
                api.stranger().as(known().accessToken()),
                "POST /auth/change-password",
                Map.of("current_password", PASSWORD, "new_password", NEXT_PASSWORD));
    }

    private PreparedRequest forgot() {
        String email = api.stack().accounts().create().email();
        return open("POST /auth/forgot-password", Map.of("email", email));
    }

    private PreparedRequest reset() {
        PreparedRequest forgot = forgot();
        assertThat(forgot.run().outcome()).isEqualTo("202");
        String email = String.valueOf(forgot.body().get("email"));
        return open(
                "POST /auth/reset-password",
                Map.of(
                        "email", email,
                        "code", api.stack().code(email),
                        "new_password", NEXT_PASSWORD));
    }

    private PreparedRequest delete() {
        return by(
                api.stranger().as(known().accessToken()),
                "DELETE /me",
                Map.of("password", PASSWORD));
    }

    private Response code() {
        Response code = api.stranger().post(region, "/auth/generate-qr", Map.of());
        assertThat(code.outcome()).isEqualTo("201");
        return code;
    }

    private PreparedRequest poll() {
        Response code = code();
        return open(
                "POST /auth/qr-session",
                Map.of("token", code.text("token"), "secret", code.text("secret")));
    }

    private PreparedRequest look() {
        String path = "/auth/qr/" + code().text("user_code");
        return new PreparedRequest(api.person(), region, "GET /auth/qr/x", path, Map.of());
    }

    private PreparedRequest allow() {
        return personal("POST /mobile-authenticate", Map.of("token", code().text("token")));
    }

    /** In the one region that gives tickets. */
    private PreparedRequest ticket() {
        return new PreparedRequest(
                api.person(),
                Region.VIRGINIA,
                "POST " + TICKETS,
                TICKETS,
                Map.of("module", "academic_speaking"));
    }

    private PreparedRequest report() {
        Map<String, Object> event = Map.of("type", "api_delay", "ms", 12);
        return open("POST /client-events", Map.of("events", new Object[] {event}));
    }

    private PreparedRequest open(String operation, Map<String, ?> body) {
        return by(api.stranger(), operation, body);
    }

    private PreparedRequest personal(String operation, Map<String, ?> body) {
        return by(api.person(), operation, body);
    }

    private PreparedRequest by(ApiClient client, String operation, Map<String, ?> body) {
        return new PreparedRequest(client, region, operation, operation.split(" ", 2)[1], body);
    }
}
