package com.ieltsaiprep.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.testing.PastedTextCases;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class PastedTextTest {
    @ParameterizedTest
    @MethodSource({
        "com.ieltsaiprep.common.testing.PastedTextCases#codes",
        "com.ieltsaiprep.common.testing.PastedTextCases#refusedCodes"
    })
    void cleansCode(String pasted, String clean) {
        assertThat(PastedText.code(pasted)).isEqualTo(clean);
    }

    @ParameterizedTest
    @MethodSource({
        "com.ieltsaiprep.common.testing.PastedTextCases#addresses",
        "com.ieltsaiprep.common.testing.PastedTextCases#refusedAddresses"
    })
    void cleansAddress(String pasted, String clean) {
        assertThat(PastedText.address(pasted)).isEqualTo(clean);
    }

    /** Keeps at its end what a name of some scripts, or an emoji, ends with. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    "  An  ",                         An
                    "\u00a0An\u202f",                 An
                    "\ufeffAn\u200b",                 An
                    "\u2068An\u2069\r\n",             An
                    "An\u00a0Nguyen",                 "An\u00a0Nguyen"
                    "e\u0301",                        "\u00e9"
                    "\u0d28\u0d3f\u0d32\u0d4d\u200d", "\u0d28\u0d3f\u0d32\u0d4d\u200d"
                    "\u2764\ufe0f",                   "\u2764\ufe0f"
                    "   \t",                          ""
                    " \u00a0 ",                       "\u00a0"
                    "\u200b",                         "\u200b"
                    """)
    void cleansLine(String pasted, String clean) {
        assertThat(PastedText.line(pasted)).isEqualTo(clean);
    }

    @Test
    void knowsEveryInvisibleCharacter() {
        Set<Integer> invisible =
                PastedTextCases.invisible().boxed().collect(Collectors.toUnmodifiableSet());

        assertThat(
                        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                                .filter(it -> !PastedText.isVisible(Character.toString(it)))
                                .boxed())
                .containsExactlyInAnyOrderElementsOf(invisible);
        assertThat(invisible)
                .allSatisfy(
                        it -> {
                            String character = Character.toString(it);
                            assertThat(PastedText.code("B" + character + "C")).isEqualTo("BC");
                            assertThat(PastedText.address(character + "a" + character))
                                    .isEqualTo("a");
                            assertThat(PastedText.hasInvisible("a" + character + "b")).isTrue();
                        });
    }
}
