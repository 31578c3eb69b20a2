package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.stack.OpenApiOperations.Operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Request bodies: a valid one for each operation that takes one, and mutations of them. */
final class RequestBodies {
    private static final Map<String, String> VALID =
            Map.ofEntries(
                    Map.entry(
                            "POST /auth/register",
                            """
                            {"email":"nobody@example.com","password":"brown-heron-71","name":"N",
                            "age_confirmed":true,"consent":{"terms_version":"2026-11-01"}}\
                            """),
                    Map.entry(
                            "POST /auth/confirm",
                            "{\"registration\":\"nobodys-secret\",\"code\":\"BCDF-GHJK\"}"),
                    Map.entry("POST /auth/resend-code", "{\"registration\":\"nobodys-secret\"}"),
                    Map.entry(
                            "POST /auth/sign-in",
                            """
                            {"email":"nobody@example.com","password":"brown-heron-71",
                            "device":"d"}\
                            """),
                    Map.entry("POST /auth/refresh", "{\"refresh_token\":\"us.a.b\"}"),
                    Map.entry(
                            "POST /auth/change-password",
                            """
                            {"current_password":"brown-heron-71","new_password":"grey-heron-17",
                            "device":"d"}\
                            """),
                    Map.entry("POST /auth/forgot-password", "{\"email\":\"nobody@example.com\"}"),
                    Map.entry(
                            "POST /auth/reset-password",
                            """
                            {"email":"nobody@example.com","code":"BCDF-GHJK",
                            "new_password":"grey-heron-17"}\
                            """),
                    Map.entry(
                            "PATCH /me",
                            "{\"name\":\"N\",\"consent\":{\"terms_version\":\"2026-11-02\"}}"),
                    Map.entry("DELETE /me", "{\"password\":\"brown-heron-71\"}"),
                    Map.entry("POST /auth/generate-qr", "{}"),
                    Map.entry("POST /auth/qr-session", "{\"token\":\"us.x\",\"secret\":\"y\"}"),
                    Map.entry("POST /mobile-authenticate", "{\"token\":\"us.x\",\"approve\":true}"),
                    Map.entry(
                            "POST /api/nova-sonic/sessions",
                            "{\"module\":\"academic_speaking\",\"session_id\":\"s\"}"),
                    Map.entry(
                            "POST /assess-writing",
                            """
                            {"assessment_type":"academic_writing","prompt":"Are towns too loud?",
                            "essay_text":"Many people would say that towns are louder than ever."}\
                            """),
                    Map.entry(
                            "POST /assessments/x/remark",
                            """
                            {"assessment_type":"academic_writing","tasks":[
                            {"task_id":"a1-01","essay_text":"The chart shows four ways to travel."},
                            {"task_id":"a2-01","essay_text":"A term of practice is useful."}]}\
                            """),
                    Map.entry(
                            "POST /client-events",
                            "{\"events\":[{\"type\":\"api_delay\",\"ms\":1}]}"));

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "\r\nX: y",
                    "null",
                    "true",
                    "'; DROP TABLE users; --",
                    "${jndi:ldap://x}",
                    "../../etc/passwd",
                    "\ud83d\ude00",
                    "\u202egnp.exe",
                    "<script>",
                    "%s%n%d",
                    "a@b@c",
                    "email#nobody@example.com",
                    "x".repeat(300),
                    "x".repeat(10_000));

    private final Random random;

    RequestBodies(long seed) {
        random = new Random(seed);
    }

    /** The operations that take a body. */
    static List<Operation> operations() throws IOException {
        return OpenApiOperations.operations().stream().filter(RequestBodies::hasBody).toList();
    }

    static boolean hasBody(Operation operation) {
        return VALID.containsKey(operation.toString());
    }

    /** Returns the largest body that an operation accepts, bytes. */
    static int maxBytes(Operation operation) {
        return operation.path().startsWith("/assess") ? 768 * 1_024 : 16_384;
    }

    static ObjectNode valid(Operation operation) {
        String body = Objects.requireNonNull(VALID.get(operation.toString()));
        try {
            return (ObjectNode) JsonValues.read(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a random body: the valid one, a mutation of it, or random bytes. */
    byte[] next(Operation operation) {
        ObjectNode body = valid(operation);
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        names.add("user_id");
        String name = names.get(random.nextInt(names.size()));
        return switch (random.nextInt(8)) {
            case 0 -> bytes(random.nextInt(200));
            case 1 -> JsonValues.write(value(3));
            case 2 -> truncated(JsonValues.write(body));
            case 3 -> damaged(JsonValues.write(body));
            case 4 -> JsonValues.write(body.without(List.of(name)));
            case 5, 6 -> JsonValues.write(body.set(name, value(2)));
            default -> JsonValues.write(body);
        };
    }

    private byte[] bytes(int number) {
        byte[] bytes = new byte[number];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] truncated(byte[] body) {
        return Arrays.copyOf(body, random.nextInt(body.length));
    }

    private byte[] damaged(byte[] body) {
        for (int i = 0; i < 3; i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private JsonNode value(int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> json.nullNode();
            case 1 -> json.booleanNode(random.nextBoolean());
            case 2 -> json.numberNode(random.nextLong());
            case 3 -> json.numberNode(random.nextDouble() * 1e300);
            case 4, 5 -> json.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
            case 6 -> json.arrayNode().add(value(depth - 1)).add(value(depth - 1));
            default -> json.objectNode().set("email", value(depth - 1));
        };
    }
}
