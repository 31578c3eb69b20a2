package com.ieltsaiprep.common.marking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Plain.                           | Plain.
                    a < b and c > d                  | a < b and c > d
                    <b>Bold</b> <img src=x onerror=y>| Bold
                    <scr<script>ipt>alert(1)</script>| script>alert(1)
                    <!-- x -->y                      | y
                    &lt;b&gt;                        | &lt;b&gt;
                    5 < 6                            | 5 < 6
                    a\u202eb\u200bc\u0007d           | abc d
                    See https://evil.example         | ``
                    Go to WWW.evil.example           | ``
                    javascript:alert(1)              | ``
                    """)
    void returnsPlainText(String raw, String plain) {
        assertThat(ModelText.plain(raw, 100)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script", "<<script>script>", "<sc<b>ript>", "</<b>script>"})
    void leavesNoTagBehind(String raw) {
        assertThat(ModelText.plain(raw, 100)).doesNotContainPattern("<[a-zA-Z/!?]");
    }

    @Test
    void cutsAtAWord() {
        assertThat(ModelText.plain("one two three four", 12)).isEqualTo("one two\u2026");
        assertThat(ModelText.plain("\ud83d\ude00".repeat(20), 10))
                .isEqualTo("\ud83d\ude00".repeat(9) + "\u2026");
    }
}
