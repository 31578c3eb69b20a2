package com.ieltsaiprep.api.platform.http;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Generator of nearly valid bodies: an endpoint's fields, some replaced by other values. */
public final class RandomBodies {
    /** Number of bodies for each endpoint; {@code -Dbodies=10000} sends more. */
    public static final int COUNT = Integer.getInteger("bodies", 1_000);

    /** Number of bodies for an endpoint that calls DynamoDB Local for most of them. */
    public static final int COUNT_WITH_DATABASE = Integer.getInteger("bodies", 60);

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "false",
                    "0",
                    "-1",
                    "1e400",
                    "123456789012345678901234567890",
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\r\\nBcc: binh@example.com\"",
                    "\"{{7*7}}${7*7}\"",
                    "\"' OR '1'='1\"",
                    "\"../../etc/passwd\"",
                    "\"\u202e\ufdfa\u0301😀\"",
                    "\"@\"",
                    "\"an@例え.テスト\"",
                    "[]",
                    "[[[[[[[[[[]]]]]]]]]]",
                    "{}",
                    "{\"$ne\": null}",
                    "{\"S\": \"an@example.com\"}",
                    "{\"terms_version\": [1]}");

    private final Random random;

    /** Creates a generator with the same bodies for the same seed. */
    public RandomBodies(long seed) {
        random = new Random(seed);
    }

    /**
     * Returns another body.
     *
     * @param valid valid fields, as JSON by their names
     */
    public String like(Map<String, String> valid) {
        String body =
                valid.entrySet().stream()
                        .filter(_ -> random.nextInt(10) > 0)
                        .map(field -> "\"%s\": %s".formatted(name(field.getKey()), value(field)))
                        .collect(Collectors.joining(", ", "{", "}"));
        return random.nextInt(10) > 0 ? body : body.substring(random.nextInt(body.length()));
    }

    private String name(String name) {
        return random.nextInt(20) > 0 ? name : "constructor";
    }

    private String value(Map.Entry<String, String> field) {
        return switch (random.nextInt(12)) {
            case 0 -> VALUES.get(random.nextInt(VALUES.size()));
            case 1 -> "\"" + "a".repeat(random.nextInt(400)) + "\"";
            case 2 -> "\"" + (char) (0x20 + random.nextInt(0x2000)) + "an@example.com\"";
            default -> field.getValue();
        };
    }
}
