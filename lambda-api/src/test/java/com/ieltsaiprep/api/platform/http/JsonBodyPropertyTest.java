package com.ieltsaiprep.api.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class JsonBodyPropertyTest {
    private static final String FIELD = "a";
    private static final List<String> LEAVES =
            List.of(
                    "null",
                    "true",
                    "false",
                    "-0",
                    "3",
                    "3.0",
                    "1e999",
                    "12345678901234567890",
                    "NaN",
                    "\"\"",
                    "\"text\"",
                    "\"longer\"",
                    "\"\\ud800\"",
                    "\"\u0000\"");

    @Property
    void readsOrRefusesAnyBytes(@ForAll byte[] body) {
        readEverything(body);
    }

    @Property
    void readsOrRefusesAnyJson(@ForAll("json") String json) {
        readEverything(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Truncates at any byte, also within a character. */
    @Property
    void readsOrRefusesTruncatedJson(@ForAll("json") String json, @ForAll byte at) {
        byte[] whole = json.getBytes(StandardCharsets.UTF_8);
        readEverything(Arrays.copyOf(whole, Math.floorMod(at, whole.length)));
    }

    @Property
    void readsStringUnchanged(@ForAll("characters") String text) throws Exception {
        byte[] body = new ObjectMapper().writeValueAsBytes(Map.of(FIELD, text));

        JsonBody read = JsonBody.read(request(body));

        assertThat(read.text(FIELD, TextRule.upTo(1_000))).isEqualTo(text);
        read.requireValid();
    }

    private static void readEverything(byte[] bytes) {
        try {
            JsonBody body = JsonBody.read(request(bytes));
            String text = body.optionalText(FIELD, TextRule.upTo(5)).orElse("");
            assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(5);
            body.optionalBool(FIELD, false);
            assertThat(body.number(FIELD, 3, 4)).isBetween(3L, 4L);
            body.optionalObject(FIELD).ifPresent(object -> object.bool(FIELD));
            assertThat(body.objects(FIELD, 2)).hasSizeLessThanOrEqualTo(2);
            body.requireValid();
        } catch (ProblemException e) {
            assertThat(e.problem().type()).isEqualTo(ProblemType.INVALID_REQUEST);
        }
    }

    private static Request request(byte[] body) {
        return Requests.of("POST", "/", Map.of("content-type", List.of("application/json")), body);
    }

    @Provide
    Arbitrary<String> characters() {
        return Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(200)
                .filter(
                        text ->
                                text.codePoints()
                                        .noneMatch(
                                                c -> Character.getType(c) == Character.SURROGATE));
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.randomValue(random -> "{\"a\":" + value(random, 3) + "}");
    }

    /** Returns JSON of so many levels at most, some of it invalid. */
    private static String value(Random random, int levels) {
        if (levels == 0 || random.nextInt(3) == 0) {
            return LEAVES.get(random.nextInt(LEAVES.size()));
        }
        boolean list = random.nextBoolean();
        return Stream.generate(() -> (list ? "" : name(random)) + value(random, levels - 1))
                .limit(random.nextInt(4))
                .collect(Collectors.joining(",", list ? "[" : "{", list ? "]" : "}"));
    }

    private static String name(Random random) {
        return "\"" + (char) ('a' + random.nextInt(6)) + "\":";
    }
}
