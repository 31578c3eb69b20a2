package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.speak.SampleAnswers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;

/** Odd texts as essays: marked with verbatim quotes, or refused by the name of their field. */
@SharedApi
final class OddTextsIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final String SENTENCE = "The cafe\u0301 in Zu\u0308rich was naive\u0308. ";

    private final RecordingApiClient user = API.signedInClient();

    /** Text with its expected outcome. */
    enum OddText {
        MATHEMATICAL_LETTERS("\ud835\udc4e".repeat(20_000), "200"),
        MATHEMATICAL_LETTERS_IN_ESSAY(
                SampleAnswers.ESSAY + "\n\n" + "\ud835\udc4e".repeat(5_000), "200 without band"),
        MANY_WORDS("word and again ".repeat(1_600), "200 without band"),
        NUL(SampleAnswers.ESSAY + "\u0000", "400"),
        ESCAPE(SampleAnswers.ESSAY + "\u001b[2J", "400"),
        LONE_SURROGATE(SampleAnswers.ESSAY + "\ud835", "400"),
        REVERSED_SURROGATES("\udc4e\ud835" + SampleAnswers.ESSAY, "400"),
        RIGHT_TO_LEFT_OVERRIDE("\u202e" + SampleAnswers.ESSAY, "200"),
        RIGHT_TO_LEFT_OVERRIDES(SampleAnswers.ESSAY.replace(" the ", " \u202ethe\u202c "), "200"),
        ZERO_WIDTH_SPACES(SampleAnswers.ESSAY.replace("a", "a\u200b"), "200"),
        WORD_OF_100_KB("x".repeat(102_400), "400"),
        WORD_OF_25_000_LETTERS("x".repeat(25_000), "200"),
        DECOMPOSED(SENTENCE + SampleAnswers.ESSAY, "200"),
        SCRIPT("<script>alert(1)</script>\n" + SampleAnswers.ESSAY, "200"),
        BLANK(" \n\u200b\t\u00a0", "400");

        private final String text;
        private final String outcome;

        OddText(String text, String outcome) {
            this.text = text;
            this.outcome = outcome;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isMarkedOrRefusedByField(OddText odd) {
        int before = WritingRequests.attempts(user);

        // JSON can say half a surrogate pair, UTF-8 cannot.
        ApiResponse response = submit(escaped(WritingRequests.essay(odd.text)));

        String written = Normalizer.normalize(odd.text, Normalizer.Form.NFC);
        switch (response.status()) {
            case 400 -> {
                assertThat(response.json().path("errors").findValuesAsText("field"))
                        .containsExactly("essay_text");
                assertThat(response.text()).doesNotContain("xxxx", "theatre");
            }
            case 200 -> {
                assertThat(response.json().findValuesAsText("quote")).allMatch(written::contains);
                assertThat(response.json().findValuesAsText("original"))
                        .allMatch(written::contains);
            }
            default -> {}
        }
        boolean isMarked = response.json().has("overall");
        assertThat(
                        response.status()
                                + (response.status() == 200 && !isMarked ? " without band" : ""))
                .isEqualTo(odd.outcome);
        assertThat(WritingRequests.attempts(user)).isEqualTo(isMarked ? before - 1 : before);
    }

    @Test
    void composedAndDecomposedCharactersAreTheSameText() {
        String key = WritingRequests.newKey();
        String decomposed = SENTENCE + SampleAnswers.ESSAY;
        String composed = Normalizer.normalize(decomposed, Normalizer.Form.NFC);
        assertThat(composed).isNotEqualTo(decomposed);

        ApiResponse first =
                WritingRequests.submit(
                        user, Region.VIRGINIA, key, WritingRequests.essay(decomposed));
        ApiResponse second =
                WritingRequests.submit(user, Region.IRELAND, key, WritingRequests.essay(composed));

        assertThat(second.outcome()).isEqualTo("200");
        assertThat(second.text("assessment_id")).isEqualTo(first.text("assessment_id"));
    }

    @Test
    void textsOfMegabytesAreRefused() {
        for (int megabytes : List.of(1, 5, 10)) {
            byte[] body = JsonValues.write(WritingRequests.essay("word ".repeat(megabytes << 18)));

            assertThat(submit(body).status()).as("%s MB", megabytes).isEqualTo(413);
        }
    }

    private ApiResponse submit(byte[] body) {
        return user.send(
                Region.VIRGINIA,
                "POST",
                WritingRequests.PATH,
                body,
                Map.of("Idempotency-Key", WritingRequests.newKey()));
    }

    /** Writes JSON with every character beyond ASCII escaped. */
    private static byte[] escaped(Map<String, Object> body) {
        StringBuilder json = new StringBuilder("{");
        body.forEach(
                (name, value) -> {
                    json.append(json.length() > 1 ? "," : "").append('"').append(name);
                    json.append("\":\"");
                    String.valueOf(value)
                            .chars()
                            .forEach(character -> json.append("\\u%04x".formatted(character)));
                    json.append('"');
                });
        return json.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }
}
