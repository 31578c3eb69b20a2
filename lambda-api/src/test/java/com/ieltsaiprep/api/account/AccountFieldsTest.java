package com.ieltsaiprep.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.ProblemException;
import com.ieltsaiprep.api.platform.http.Requests;
import com.ieltsaiprep.api.platform.mail.EmailAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

final class AccountFieldsTest {
    /** Letter of four bytes, two UTF-16 units. */
    private static final String FOUR_BYTES = "𝔄";

    private static final Map<String, Function<JsonBody, ?>> READERS =
            Map.of(
                    "email", AccountFields::email,
                    "password", body -> AccountFields.password(body, "password"),
                    "name", AccountFields::name,
                    "device", AccountFields::device,
                    "code", AccountFields::code);

    private static JsonBody body(String field, String value) {
        try {
            String json = new ObjectMapper().writeValueAsString(Map.of(field, value));
            return JsonBody.read(Requests.json("POST", "/", json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Arguments> invalidTexts() {
        String invisible = "must have a visible character";
        String oneLine = "must be in one line, without marks that change its direction";
        return Stream.of(
                Arguments.of("email", "", "must have 1 to 254 characters"),
                Arguments.of("email", "\u00a0\u200b", "must have 1 to 254 characters"),
                Arguments.of("email", "a".repeat(255), "must have 1 to 254 characters"),
                Arguments.of("email", "an@localhost", "must be an e-mail address"),
                Arguments.of("email", "an@exam\u00adple.com", "must be an e-mail address"),
                Arguments.of("password", "", "must have 1 to 256 characters"),
                Arguments.of("password", FOUR_BYTES.repeat(257), "must have 1 to 256 characters"),
                Arguments.of("code", "B".repeat(21), "must have 1 to 20 characters"),
                Arguments.of("name", "a".repeat(101), "must have at most 100 characters"),
                Arguments.of("name", FOUR_BYTES.repeat(101), "must have at most 100 characters"),
                Arguments.of("name", "An\nBinh", oneLine),
                Arguments.of("name", "An\u202eBinh", oneLine),
                Arguments.of("name", "An\u0000", oneLine),
                Arguments.of("name", "\u00a0", invisible),
                Arguments.of("name", " \u200b\u2060 ", invisible),
                Arguments.of("name", "\u3164", invisible),
                Arguments.of("name", "\u2800\u115f", invisible),
                Arguments.of("name", Character.toString(0xe0041).repeat(3), invisible),
                Arguments.of("device", "\ufeff\ufe0f", invisible),
                Arguments.of("device", FOUR_BYTES.repeat(101), "must have at most 100 characters"));
    }

    @ParameterizedTest
    @MethodSource("invalidTexts")
    void statesTrueCause(String field, String value, String cause) {
        assertRefused(body(field, value), field, cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "password", "name", "device", "code"})
    void refusesLoneSurrogateAsBrokenCharacter(String field) {
        JsonBody body =
                JsonBody.read(Requests.json("POST", "/", "{\"%s\":\"\\ud83d\"}".formatted(field)));

        assertRefused(
                body, field, "must not have a broken character: delete it, and type it again");
    }

    private static void assertRefused(JsonBody body, String field, String cause) {
        var _ = Objects.requireNonNull(READERS.get(field)).apply(body);

        assertThatThrownBy(body::requireValid)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown ->
                                assertThat(thrown.problem().toResponse("id").body())
                                        .contains("\"field\":\"" + field + "\"")
                                        .contains("\"detail\":\"" + cause + "\""));
    }

    @Test
    void countsCodePointsOfCleanText() {
        assertThat(AccountFields.name(body("name", FOUR_BYTES.repeat(100)))).hasSize(200);
        assertThat(AccountFields.device(body("device", FOUR_BYTES.repeat(51)))).hasSize(102);
        assertThat(AccountFields.password(body("password", FOUR_BYTES.repeat(256)), "password"))
                .isNotEmpty();
        assertThat(AccountFields.password(body("password", "e\u0301".repeat(256)), "password"))
                .isEqualTo("é".repeat(256));
        assertThat(AccountFields.code(body("code", " B - C - D - F – G - H - J - K "))).isPresent();
        assertThat(AccountFields.email(body("email", "\u00a0".repeat(300) + "an@example.com")))
                .contains(new EmailAddress("an@example.com"));
    }
}
