package com.ieltsaiprep.gateway.sonic.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"interrupted\" : true }",
                "{\"interrupted\":true}",
                "\n{\"Interrupted\": True}\n",
                "{'interrupted': true}",
                "{interrupted: \"true\"}",
            })
    void theMarkOfABargeInIsFoundInAnySpelling(String text) {
        assertThat(SpokenText.isInterruption(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"interrupted\":false}", "I was interrupted: true", "interrupted", ""})
    void wordsAboutInterruptionsAreNoMark(String text) {
        assertThat(SpokenText.isInterruption(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Well, I live in Porto.",
                "naïve café – “quoted”",
                "I got [laughs] three of them {sort of}.",
                "Null and void is what they said.",
                "5 < 6",
                "",
            })
    void whatIsSaidStaysAsItIs(String text) {
        assertThat(SpokenText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                " NULL ",
                "{\"name\":\"finish_part\",\"arguments\":{\"notes\":\"x\"}}",
                "[{\"toolUse\":{}}]",
                "<thinking>The candidate is nervous.</thinking>",
                "<thinking>It goes on and on",
                "<tool_call>finish_part</tool_call>\n",
                "\u0000\u202e\u200b",
            })
    void aTextOfTheMachineIsEmpty(String text) {
        assertThat(SpokenText.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<thinking>Ask about food.</thinking>Who cooks at home?, Who cooks at home?",
        "Thank you. <thinking>Next., Thank you.",
        "'one\u202etwo\u200b', onetwo",
        "'one\u0007', one",
    })
    void whatIsTheMachinesIsRemovedFromWhatIsSaid(String text, String said) {
        assertThat(SpokenText.of(text).strip()).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one\ntwo", "one\ttwo", "one\u2028two"})
    void breaksOfLinesAreSpaces(String text) {
        assertThat(SpokenText.of(text)).isEqualTo("one two");
    }
}
