package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.stack.OpenApiOperations.Operation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Malformed requests are rejected with the valid problem type. */
@SharedApi
final class MalformedRequestsIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    /** Id of no assessment. */
    private static final String ASSESSMENT = "019ad9c2-7f3e-7a61-9c1b-5d2e8f0a4b3c";

    private static final List<String> INVALID_BODIES =
            List.of(
                    "null",
                    "[]",
                    "\"text\"",
                    "{\"email\":",
                    "{\"a\":1}{\"a\":1}",
                    "{\"a\":1,\"a\":2}",
                    "{\"a\":NaN}",
                    "{\"a\":" + "[".repeat(9) + "]".repeat(9) + "}",
                    "{\"a\":".repeat(5_000),
                    "{\"a\":" + "9".repeat(41) + "}");

    static List<Operation> operations() throws IOException {
        return RequestBodies.operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aBodyMustBeOneObjectOfLimitedSizeAndDepthWithoutDuplicateNames(Operation operation) {
        RecordingApiClient user = API.signedInClient();
        for (String body : INVALID_BODIES) {
            String what = body.substring(0, Math.min(body.length(), 40));
            if (body.length() < RequestBodies.maxBytes(operation)) {
                assertThat(send(user, operation, body).outcome())
                        .as(what)
                        .isEqualTo("400 invalid_request");
            } else {
                assertThat(send(user, operation, body).outcome())
                        .as(what)
                        .isEqualTo("413 too_large");
            }
        }
        String large = "{\"a\":\"" + "x".repeat(RequestBodies.maxBytes(operation)) + "\"}";
        assertThat(send(user, operation, large).status()).isIn(413, 400);
        byte[] latin = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(
                        user.send(
                                        Region.VIRGINIA,
                                        operation.method(),
                                        path(operation),
                                        latin,
                                        Map.of())
                                .status())
                .isEqualTo(400);
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "json")) {
            ApiResponse response =
                    user.send(
                            Region.VIRGINIA,
                            operation.method(),
                            path(operation),
                            "{}",
                            Map.of("Content-Type", type));
            assertThat(response.outcome()).isEqualTo("415 unsupported_media_type");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aFieldOfTheWrongTypeIsNamed(Operation operation) {
        RecordingApiClient user = API.signedInClient();
        ObjectNode valid = RequestBodies.valid(operation);
        List<String> names = new ArrayList<>();
        valid.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            for (String wrong : List.of("12.5", "[\"x\"]", "{\"x\":null}")) {
                String body = with(valid, name, wrong);
                ApiResponse response = send(user, operation, body);

                assertThat(response.outcome()).as(name).isEqualTo("400 invalid_request");
                assertThat(response.json().path("errors").findValuesAsText("field"))
                        .as(name)
                        .anyMatch(field -> field.startsWith(name));
            }
        }
    }

    @Test
    void otherMethodsAreRejectedWithTheAllowedOnes() throws IOException {
        Map<String, Set<String>> allowed = new HashMap<>();
        for (Operation operation : OpenApiOperations.operations()) {
            Set<String> methods =
                    allowed.computeIfAbsent(
                            operation.path(), _ -> new TreeSet<>(Set.of("OPTIONS")));
            methods.add(operation.method());
            if (!operation.isWrite()) {
                methods.add("HEAD");
            }
        }
        RecordingApiClient user = API.signedInClient();
        allowed.forEach(
                (path, methods) -> {
                    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "FOO")) {
                        if (!methods.contains(method)) {
                            ApiResponse response = user.send(Region.VIRGINIA, method, path, "");
                            assertThat(response.outcome())
                                    .as("%s %s", method, path)
                                    .isEqualTo("405 method_not_allowed");
                            assertThat(response.header("Allow").split(", ", -1))
                                    .containsExactlyInAnyOrderElementsOf(methods);
                        }
                    }
                });
    }

    @Test
    void lineBreaksAreRejectedInNamesEmailsAndHeaders() {
        String crlf = "\r\nBcc: evil@example.com";
        NewUser newUser = NewUser.random();
        RecordingApiClient client = API.newClient();
        for (NewUser evil :
                List.of(
                        new NewUser(newUser.email(), newUser.password(), "Ann" + crlf),
                        new NewUser(newUser.email() + crlf, newUser.password(), "Ann Other"),
                        new NewUser(newUser.email(), newUser.password(), "Ann\u2028Other"),
                        new NewUser(newUser.email(), newUser.password(), "Ann\u202eOther"))) {
            assertThat(client.post(Region.IRELAND, "/auth/register", evil.registration()).outcome())
                    .isEqualTo("400 invalid_request");
        }
        assertThat(API.stack().emails(newUser.email())).isEmpty();
        assertThat(API.stack().emails("evil@example.com")).isEmpty();

        RecordingApiClient user = API.signedInClient();
        for (String path :
                List.of("/auth/qr/%0d%0aX-Evil:%201", "/me%0d%0aX-Evil:%201", "/%0aX-Evil:1")) {
            ApiResponse response = user.get(Region.IRELAND, path);
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.headers().map()).doesNotContainKey("x-evil");
        }
        ApiResponse response =
                user.send(
                        Region.VIRGINIA,
                        "POST",
                        "/api/nova-sonic/sessions",
                        "{}",
                        Map.of("Idempotency-Key", "%0d%0aX-Evil: 1 and more"));
        assertThat(response.outcome()).isEqualTo("400 invalid_request");
        assertThat(response.headers().map()).doesNotContainKey("x-evil");
    }

    @Test
    void onlyTheExactPathMatches() {
        RecordingApiClient user = API.signedInClient();
        for (String path :
                List.of("/me/", "/ME", "/me;x=1", "/me%2Fexport", "/me/export/x", "/%6De/x")) {
            assertThat(user.get(Region.SINGAPORE, path).status()).as(path).isEqualTo(404);
        }
    }

    private static ApiResponse send(RecordingApiClient user, Operation operation, String body) {
        return user.send(Region.VIRGINIA, operation.method(), path(operation), body);
    }

    private static String path(Operation operation) {
        return operation.pathWith(ASSESSMENT);
    }

    private static String with(ObjectNode valid, String name, String wrong) {
        ObjectNode body = valid.deepCopy();
        try {
            body.set(name, JsonValues.read(wrong.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new String(JsonValues.write(body), StandardCharsets.UTF_8);
    }
}
