package com.ieltsaiprep.api.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Problem.FieldError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class JsonBodyTest {
    private static final TextRule NAME = TextRule.upTo(5);
    private static final TextRule CODE =
            new TextRule(Pattern.compile("[A-Z]{1,4}"), "must be at most 4 capital letters");

    @Test
    void readsFieldsOfEachType() {
        JsonBody body =
                body(
                        """
                        {"name": "Änne", "code": "AB", "yes": true, "no": false, "n": -3,
                         "consent": {"terms": "x"}, "events": [{"type": "a"}, {"type": "b"}]}
                        """);

        assertThat(body.text("name", NAME)).isEqualTo("Änne");
        assertThat(body.optionalText("code", CODE)).contains("AB");
        assertThat(body.bool("yes")).isTrue();
        assertThat(body.optionalBool("no", true)).isFalse();
        assertThat(body.number("n", -3, 0)).isEqualTo(-3);
        assertThat(body.object("consent").text("terms", NAME)).isEqualTo("x");
        assertThat(body.optionalObject("consent").orElseThrow().text("terms", NAME)).isEqualTo("x");
        assertThat(body.objects("events", 2))
                .extracting(event -> event.text("type", NAME))
                .containsExactly("a", "b");
        assertThatCode(body::requireValid).doesNotThrowAnyException();
    }

    @Test
    void readsHalfSteps() {
        JsonBody body = body("{\"a\": 6.5, \"b\": 7, \"c\": 4.0}");

        assertThat(body.halfStep("a", 4, 9)).isEqualTo(6.5);
        assertThat(body.halfStep("b", 4, 9)).isEqualTo(7);
        assertThat(body.halfStep("c", 4, 9)).isEqualTo(4);
        assertThatCode(body::requireValid).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5", "9.5", "6.25", "1e400", "\"7\"", "null", "[7]", "true"})
    void refusesOtherNumbersThanHalfSteps(String value) {
        JsonBody body = body("{\"a\": " + value + "}");

        assertThat(body.halfStep("a", 4, 9)).isEqualTo(4);
        assertThatThrownBy(body::requireValid).isInstanceOf(ProblemException.class);
    }

    @Test
    void tellsNullFromMissing() {
        assertThat(body("{\"a\": null}").isNull("a")).isTrue();
        assertThat(body("{}").isNull("a")).isFalse();
        assertThat(body("{\"a\": 0}").isNull("a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\": null}"})
    void allowsOptionalFieldsToBeMissingOrNull(String json) {
        JsonBody body = body(json);

        assertThat(body.isAbsent("a")).isTrue();
        assertThat(body.optionalText("a", NAME)).isEmpty();
        assertThat(body.optionalBool("a", true)).isTrue();
        assertThat(body.optionalObject("a")).isEmpty();
        assertThatCode(body::requireValid).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\": null}", "{\"a\": [[]]}", "{\"a\": 1.5}"})
    void reportsEveryMissingOrWronglyTypedField(String json) {
        JsonBody body = body(json);
        body.text("a", CODE);
        body.bool("a");
        body.number("a", 1, 9);
        body.object("a").text("terms", NAME);

        assertThat(errors(body))
                .containsExactly(
                        new FieldError("a", "must be at most 4 capital letters"),
                        new FieldError("a", "must be true or false"),
                        new FieldError("a", "must be a whole number from 1 to 9"),
                        new FieldError("a", "must be an object"));
    }

    @Test
    void reportsPathOfField() {
        JsonBody body = body("{\"consent\": {}, \"events\": [{\"type\": \"a\"}, {}, 7]}");
        body.object("consent").text("terms", CODE);
        body.objects("events", 3).forEach(event -> event.text("type", NAME));

        assertThat(errors(body))
                .extracting(FieldError::field)
                .containsExactly("consent.terms", "events[2]", "events[1].type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\": []}", "{\"a\": {}}", "{\"a\": [{}, {}, {}]}"})
    void rejectsMissingEmptyOrTooLongList(String json) {
        JsonBody body = body(json);

        assertThat(body.objects("a", 2)).isEmpty();
        assertThat(errors(body))
                .containsExactly(new FieldError("a", "must be a list of 1 to 2 objects"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "10",
                "-1",
                "5.0",
                "5e0",
                "9223372036854775808",
                "-9223372036854775809",
                "123456789012345678901234567890",
                "1e300",
                "\"5\"",
                "true",
            })
    void rejectsFractionalOrOutOfRangeNumber(String number) {
        JsonBody body = body("{\"a\": " + number + "}");

        assertThat(body.number("a", 1, 9)).isEqualTo(1);
        assertThat(errors(body)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"abcdef\"", "\"😀😀😀😀😀😀\"", "7", "{}"})
    void rejectsStringViolatingRule(String text) {
        JsonBody body = body("{\"a\": " + text + "}");

        assertThat(body.text("a", NAME)).isEmpty();
        assertThat(errors(body))
                .containsExactly(new FieldError("a", "must have 1 to 5 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00\\ud800", "abcdef\\ud800"})
    void rejectsLoneSurrogateForWhatItIs(String text) {
        JsonBody body = body("{\"a\": \"" + text + "\"}");

        assertThat(body.text("a", NAME)).isEmpty();
        assertThat(errors(body))
                .containsExactly(
                        new FieldError(
                                "a",
                                "must not have a broken character: delete it, and type it again"));
    }

    @Test
    void acceptsAnyCharacterInString() {
        JsonBody body = body("{\"a\": \"\\ud83d\\ude00😀😀\\u0000\\n\"}");

        assertThat(body.text("a", NAME)).isEqualTo("😀😀😀\u0000\n");
        assertThatCode(body::requireValid).doesNotThrowAnyException();
    }

    @Test
    void reportsErrorFoundByEndpoint() {
        JsonBody body = body("{}");
        body.reject("age", "must be 16");

        assertThat(errors(body)).containsExactly(new FieldError("age", "must be 16"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{}{}",
                "{} x",
                "{'a': 1}",
                "{a: 1}",
                "{\"a\": 1,}",
                "{\"a\": 01}",
                "{\"a\": NaN}",
                "{\"a\": 1} // comment",
                "{\"a\": \"\n\"}",
                "{\"a\": 1, \"a\": 1}",
                "{\"b\": {\"a\": 1, \"a\": 2}}",
                "{\"a\": 12345678901234567890123456789012345678901}",
                "\uFEFF\uFEFF{}",
            })
    void refusesBodyThatIsNotOneObject(String json) {
        assertThat(refusal(Requests.json("POST", "/", json)))
                .isEqualTo(ProblemType.INVALID_REQUEST);
    }

    @Test
    void refusesMalformedUtf8() {
        assertThat(refusal(json(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'})))
                .isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(refusal(json(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1})))
                .isEqualTo(ProblemType.INVALID_REQUEST);
    }

    @Test
    void limitsNestingDepth() {
        assertThatCode(() -> body(nested(JsonBody.MAX_DEPTH))).doesNotThrowAnyException();
        assertThat(refusal(Requests.json("POST", "/", nested(JsonBody.MAX_DEPTH + 1))))
                .isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(refusal(Requests.json("POST", "/", nested(2_000))))
                .isEqualTo(ProblemType.INVALID_REQUEST);
    }

    @Test
    void limitsBodyLength() {
        assertThatCode(() -> body(padded(16 * 1_024))).doesNotThrowAnyException();
        assertThat(refusal(Requests.json("POST", "/", padded(16 * 1_024 + 1))))
                .isEqualTo(ProblemType.TOO_LARGE);
        assertThatCode(() -> JsonBody.read(Requests.json("POST", "/", padded(100)), 100))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> JsonBody.read(Requests.json("POST", "/", padded(101)), 100))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                " application/json ;x",
            })
    void acceptsEveryFormOfJsonMediaType(String type) {
        assertThatCode(() -> JsonBody.read(typed(type))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "text/plain; application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/jsonp",
                "application/problem+json",
                "application/json, text/plain",
            })
    void refusesMediaTypesOfCrossSiteForms(String type) {
        assertThat(refusal(typed(type))).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void refusesBodyWithoutMediaType() {
        assertThat(
                        refusal(
                                Requests.of(
                                        "POST",
                                        "/",
                                        Map.of(),
                                        "{}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void readsMissingOptionalBodyAsEmptyObject() {
        JsonBody body = JsonBody.readOptional(Requests.of("POST", "/"));

        assertThat(body.optionalText("a", NAME)).isEmpty();
        assertThatCode(body::requireValid).doesNotThrowAnyException();
        assertThatThrownBy(() -> JsonBody.readOptional(Requests.json("POST", "/", "[]")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void omitsContentOfRefusedBodyFromErrors() {
        for (String secret : List.of("{\"password\": \"hunter2", "{\"hunter2\": hunter2}")) {
            assertThatThrownBy(() -> body(secret))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            thrown ->
                                    assertThat(thrown.problem().toResponse("1").body())
                                            .doesNotContain("hunter2"));
        }
    }

    private static JsonBody body(String json) {
        return JsonBody.read(Requests.json("POST", "/", json));
    }

    private static Request json(byte[] body) {
        return Requests.of("POST", "/", Map.of("content-type", List.of("application/json")), body);
    }

    private static Request typed(String type) {
        return Requests.of(
                "POST",
                "/",
                Map.of("content-type", List.of(type)),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    private static String padded(int bytes) {
        return "{" + " ".repeat(bytes - 2) + "}";
    }

    private static ProblemType refusal(Request request) {
        try {
            JsonBody.read(request);
        } catch (ProblemException e) {
            return e.problem().type();
        }
        throw new AssertionError("not refused");
    }

    private static List<FieldError> errors(JsonBody body) {
        try {
            body.requireValid();
        } catch (ProblemException e) {
            return e.problem().errors();
        }
        throw new AssertionError("no errors");
    }
}
