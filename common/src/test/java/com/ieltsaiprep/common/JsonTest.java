package com.ieltsaiprep.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class JsonTest {
    private static final Json JSON = new Json(4, 20);

    @Test
    void readsEachKindOfValue() throws IOException {
        Object value =
                JSON.read(
                        """
                        {"t": "é\\n", "n": -3, "l": 9223372036854775807, "h": 9223372036854775808,
                         "d": 1.5, "e": 1e2, "y": true, "x": null, "a": [1, [], {}]}
                        """);

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("t", "é\n");
        expected.put("n", -3L);
        expected.put("l", Long.MAX_VALUE);
        expected.put("h", BigInteger.TWO.pow(63));
        expected.put("d", 1.5);
        expected.put("e", 100.0);
        expected.put("y", true);
        expected.put("x", null);
        expected.put("a", List.of(1L, List.of(), Map.of()));
        assertThat(value).isEqualTo(expected);
        assertThat(JSON.read("null")).isNull();
    }

    @Test
    void refusesInvalidJsonAndInputBeyondItsLimits() {
        for (String json :
                List.of(
                        "",
                        "[[[[[]]]]]",
                        "{\"a\":1,\"a\":2}",
                        "\"" + "x".repeat(21) + "\"",
                        "1".repeat(41),
                        "{\"" + "n".repeat(257) + "\":1}",
                        "1 2",
                        "[1",
                        "{\"a\"}",
                        "NaN",
                        "'a'")) {
            assertThatThrownBy(() -> JSON.read(json)).as(json).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> JSON.read(json.getBytes(StandardCharsets.UTF_8)))
                    .as(json)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void readsLongerNamesUpToAnotherLimit() throws IOException {
        Json json = new Json(4, 20, 4_000);
        String name = "n".repeat(4_000);

        assertThat(json.read("{\"" + name + "\":1}")).isEqualTo(Map.of(name, 1L));
        assertThatThrownBy(() -> json.read("{\"" + name + "n\":1}"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        for (byte[] json :
                List.of(
                        new byte[] {'"', (byte) 0xC3, '"'},
                        new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'},
                        new byte[] {(byte) 0xFE, (byte) 0xFF, 0, '1'},
                        "\uFEFF1".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> JSON.read(json)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void returnsNoMembersForAValueThatIsNotAnObject() {
        assertThat(Json.members(null)).isEmpty();
        assertThat(Json.members(List.of())).isEmpty();
        assertThat(Json.members(Map.of("a", 1))).hasSize(1);
    }

    @Test
    void leavesOutMembersThatAreNull() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", null);
        value.put("b", new BigDecimal("1e3"));
        List<Object> list = new ArrayList<>();
        list.add(null);
        value.put("c", list);

        assertThat(Json.write(value)).isEqualTo("{\"b\":1000,\"c\":[null]}");
    }

    @Test
    void refusesToWriteOtherTypes() {
        assertThatThrownBy(() -> Json.write(Map.of("a", new Object())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void readsBackWhatItWrote(@ForAll("values") Object value) throws IOException {
        assertThat(new Json(16, 1_000).read(Json.write(value))).isEqualTo(value);
        assertThat(new Json(16, 1_000).read(Json.write(value).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(value);
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.randomValue(random -> value(random, 3));
    }

    private static Object value(Random random, int levels) {
        return switch (random.nextInt(levels == 0 ? 4 : 6)) {
            case 0 ->
                    random.nextBoolean()
                            ? (Object) random.nextLong()
                            : new BigInteger(100, random).setBit(64);
            case 1 -> random.nextBoolean();
            case 2 -> random.nextDouble();
            case 3 -> text(random);
            case 4 ->
                    random.ints(random.nextInt(4))
                            .mapToObj(_ -> value(random, levels - 1))
                            .toList();
            default -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.put(text(random), value(random, levels - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(6), 1, 0xD800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
