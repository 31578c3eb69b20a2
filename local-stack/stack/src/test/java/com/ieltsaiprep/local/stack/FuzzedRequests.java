package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.local.stack.OpenApiOperations.Operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Request fuzzer: combines hostile paths, queries, headers and bodies. */
final class FuzzedRequests {
    private static final List<String> METHODS =
            List.of(
                    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO",
                    "get");

    private static final List<String> PIECES =
            List.of(
                    "..",
                    "%2e%2e",
                    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                    ".",
                    "/",
                    "//",
                    "%2f",
                    "\\",
                    "%5c",
                    "%",
                    "%zz",
                    "%0",
                    "%00",
                    "%0d%0aX-Evil:%201",
                    "%c0%ae%c0%ae",
                    "%ff%fe",
                    "%ed%a0%80",
                    "%F0%9F%98%80",
                    "%25252e",
                    ";jsessionid=1",
                    "+",
                    "*",
                    "{token}",
                    "%7Btoken%7D",
                    "${jndi:ldap://x}",
                    "<script>",
                    "\u00e9",
                    "|",
                    "x".repeat(300),
                    "%41".repeat(500),
                    "a/".repeat(700));

    private static final List<String> QUERIES =
            List.of(
                    "",
                    "?",
                    "??",
                    "?=",
                    "?&&&",
                    "?%",
                    "?%zz=%zz",
                    "?a=%ff&a=%00",
                    "?user_id=x&user_id=y",
                    "?a[]=1&a[0]=2&__proto__=3",
                    "?x=%0d%0aX-Evil:%201",
                    "?'%20OR%201=1--",
                    "?" + "a=b&".repeat(600),
                    "?" + "n".repeat(300) + "=1",
                    "?" + "n".repeat(4_000),
                    "?q=" + "%e9".repeat(700),
                    "?\u00e9=\u00e9",
                    "#fragment");

    private static final List<String> HEADERS =
            List.of(
                    "Content-Type: application/json",
                    "Content-Type: application/json; charset=utf-16",
                    "Content-Type: application/json;;;=",
                    "Content-Type: multipart/form-data; boundary=" + "b".repeat(200),
                    "Content-Type: \u00e9",
                    "Content-Type:",
                    "content-type: text/plain",
                    "Content-Encoding: gzip",
                    "Accept: */*;q=nonsense",
                    "Accept: text/html",
                    "Accept-Encoding: gzip, br, " + "x".repeat(500),
                    "Authorization: Bearer us." + "A".repeat(43),
                    "Authorization: Bearer " + "A".repeat(5_000),
                    "Authorization: Bearer \u0130\u212a".replaceAll("[^\\x00-\\xff]", "\u00ff"),
                    "Authorization:",
                    "AUTHORIZATION: bearer eu." + "-".repeat(43),
                    "Authorization: Basic Og==",
                    "Origin: null",
                    "Origin: http://localhost:8080",
                    "Origin: http://\u00e9",
                    "Idempotency-Key: " + "k".repeat(65),
                    "Idempotency-Key: ../../../../etc/passwd",
                    "User-Agent: " + "u".repeat(4_000),
                    "User-Agent: \u00ff\u00fe",
                    "X-Forwarded-For: 1.2.3.4, ::1, " + "9".repeat(2_000),
                    "X-Forwarded-Proto: javascript",
                    "CloudFront-Viewer-Country: \u00c4\u00d6",
                    "X-HTTP-Method-Override: DELETE",
                    "X-Amzn-Trace-Id: Root=" + "f".repeat(300),
                    "Cookie: " + "c=d; ".repeat(200),
                    "Range: bytes=0-,0-,0-",
                    "If-None-Match: *",
                    "Expect: 200-nonsense",
                    "Upgrade: h2c",
                    "X-" + "n".repeat(300) + ": 1",
                    "X-" + "n".repeat(4_000) + ": 1",
                    "X-Long: " + "l".repeat(11_000));

    private final Random random;
    private final List<Operation> operations;
    private final RequestBodies bodies;

    FuzzedRequests(long seed, List<Operation> operations) {
        this.random = new Random(seed);
        this.operations = List.copyOf(operations);
        this.bodies = new RequestBodies(seed);
    }

    RawRequest next() {
        Operation operation = one(operations);
        String method = random.nextInt(3) == 0 ? one(METHODS) : operation.method();
        String query = random.nextBoolean() ? "" : one(QUERIES);
        List<String> headers = new ArrayList<>();
        int number = random.nextInt(6);
        for (int i = 0; i < number; i++) {
            String header = one(HEADERS);
            headers.add(header);
            if (random.nextInt(4) == 0) {
                headers.add(header);
            }
        }
        byte[] body =
                RequestBodies.hasBody(operation) && random.nextBoolean()
                        ? bodies.next(operation)
                        : new byte[0];
        return new RawRequest(method + " " + path(operation.path()) + query, headers, body);
    }

    private String path(String path) {
        return switch (random.nextInt(7)) {
            case 0 -> path;
            case 1 -> path + "/" + one(PIECES);
            case 2 -> "/" + one(PIECES) + path;
            case 3 -> path.substring(0, random.nextInt(path.length()) + 1) + one(PIECES);
            case 4 -> path.replaceAll("[^/]+$", "") + one(PIECES);
            case 5 -> "/auth/qr/" + one(PIECES);
            default -> "/" + one(PIECES) + one(PIECES);
        };
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
