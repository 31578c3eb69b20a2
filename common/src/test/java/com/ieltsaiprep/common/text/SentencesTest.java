package com.ieltsaiprep.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class SentencesTest {
    /** Separates the sentences of a text by a bar. */
    private static List<String> sentences(String barred) {
        List<String> found = Sentences.of(barred.replace("|", ""));
        assertThat(String.join("", found)).isEqualTo(barred.replace("|", ""));
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cars pollute. |Buses do not.",
                "cars pollute. |buses do not. |i agree",
                "Is it fair? |No! |It is not.",
                "It is the end.|The next begins here.",
                "Really?|Yes!!! |no...",
                "It rose to 3.5 million. |In 2019. |5.5 fell.",
                "Mr. Smith met Dr. Jones and Mrs. Lee. |They left.",
                "Some fuels, e.g. coal and gas, i.e. fossil fuels, are cheap. |Sun is free.",
                "Coal, gas, etc. are cheap. |Wind, sun, etc. |They are clean.",
                "The U.S. economy grew in the U.K. and the U.S. |It fell.",
                "We met at 5 p.m. and left. |It was 9 p.m. |We slept.",
                "J. K. Rowling writes. |So do I. |You do not.",
                "1. Trains are fast.\n|2. Buses are cheap.\n|a. Trams are nice.",
                "It is vol. |No. 5 is mine. |He said no. |They left.",
                "\u201cIs it fair?\u201d he asked. |\u201cNo.\u201d |She left.",
                "It is (very much so.) |Good.",
                "well... maybe... |Then it rained\u2026 again. |End",
                "no full stop\n\n|second paragraph",
                "Dear Sir or Madam,\n|I am writing to complain",
                "This line was wrapped by a mail program after so many characters\n"
                        + "Monday is the day. |Next.",
                "wrapped in\nlower case. |Next\r\nline and\r\nso on",
                "\u0647\u0644 \u0647\u0630\u0627\u061f |\u0646\u0639\u0645",
                "\u6211\u4eec\u3002|\u82f1\u8bed\u3002"
            })
    void splitsSentences(String barred) {
        assertThat(String.join("|", sentences(barred))).isEqualTo(barred);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "First paragraph.\n|Second paragraph.",
                "\n\nFirst paragraph.\n\n\n|Second paragraph.\r\n\r\n|Third\r\n",
                "Title\n|The text of the essay",
                "line of a\nparagraph that was\nwrapped.\n|Next",
                "Dear Sir,\n|I am writing.\n|Yours faithfully,\n|An"
            })
    void splitsParagraphs(String barred) {
        assertThat(String.join("|", Paragraphs.of(barred.replace("|", "")))).isEqualTo(barred);
    }

    @Test
    void findsNothingInNothing() {
        assertThat(Sentences.of("")).isEmpty();
        assertThat(Paragraphs.of("")).isEmpty();
        assertThat(Sentences.of(" \n ")).hasSize(1);
    }
}
