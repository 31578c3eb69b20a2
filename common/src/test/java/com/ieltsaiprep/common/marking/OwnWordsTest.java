package com.ieltsaiprep.common.marking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnWordsTest {
    private static final String ESSAY =
            "Caf\u00e9s don\u2019t   close.\n"
                    + "He said \u201cno way\u201d, and the re\u00adsult was clear: people who lives"
                    + " there walk to school every single day now. Prices start low.";

    private final OwnWords words = new OwnWords(ESSAY, "Should people walk to school?");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    people who lives there        | people who lives there
                    PEOPLE WHO Lives there        | people who lives there
                    "people who lives there..."   | people who lives there
                    Cafe\u0301s don't close.      | Caf\u00e9s don\u2019t   close
                    caf\u00e9s don\u2019t close he said | ``
                    he said "no way"              | He said \u201cno way
                    the result was clear          | the re\u00adsult was clear
                    every single day now,         | every single day now
                    close. He said                | close.\\nHe said
                    """)
    void findsAQuoteInTheEssaysOwnCharacters(String proposed, String found) {
        assertThat(words.quote(proposed, 8).orElse("")).isEqualTo(found.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"...\"",
                "people who live there",
                "eople who lives",
                "people who live",
                "art low",
                "walk to school",
                "people",
                "who lives there walk to school every single day",
                "\ud83d\ude00",
                "<b>people who lives there</b>"
            })
    void refusesWhatTheCandidateDidNotWrite(String proposed) {
        assertThat(words.quote(proposed, 8)).isEmpty();
    }

    @Test
    void limitsTheLengthOfAQuoteWhoseWordIsEndless() {
        String word = "x".repeat(5_000);

        assertThat(new OwnWords("A " + word, "").quote(word, 8)).isEmpty();
    }

    @Test
    void dropsATextThatRepeatsSixWordsOfTheEssay() {
        assertThat(words.comment("You say: people who lives there walk, which is good.", 300))
                .contains("You say: people who lives there walk, which is good.");
        assertThat(words.comment("You say: people who lives there walk to, it is good.", 300))
                .isEmpty();
        assertThat(words.comment("PEOPLE \u2013 who lives, there walk to!", 300)).isEmpty();
    }

    @Test
    void allowsTheWordsOfItsOwnQuote() {
        String quote = "who lives there walk to school every";

        assertThat(words.comment("In \"" + quote + "\" the verb is wrong.", 300, quote))
                .isPresent();
        assertThat(words.comment("In \"" + quote + " single\" the verb is wrong.", 300, quote))
                .isEmpty();
    }
}
