package com.ieltsaiprep.gateway.exam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InterviewTest {
    private static final long FIVE_MINUTES_MS = 300_000;
    private static final String NOTES = "{\"notes\":\"fluent\"}";

    private final Interview interview = new Interview(false, "");

    @Test
    void endsWhenMayaFinishesInTime() {
        assertThat(interview.answerTool("finish_part", NOTES, FIVE_MINUTES_MS)).contains("true");
        assertThat(interview.isFinished()).isTrue();
    }

    @Test
    void continuesWhenMayaFinishesTooEarly() {
        assertThat(interview.answerTool("finish_part", NOTES, 60_000)).contains("too early");
        assertThat(interview.isFinished()).isFalse();
    }

    @Test
    void refusesASecondCall() {
        interview.answerTool("finish_part", NOTES, FIVE_MINUTES_MS);
        assertThat(interview.answerTool("finish_part", NOTES, FIVE_MINUTES_MS)).contains("already");
        assertThat(interview.isFinished()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"notes\":", "{} {}", "notes", "{\"a\":1]"})
    void refusesABrokenArgument(String argument) {
        assertThat(interview.answerTool("finish_part", argument, FIVE_MINUTES_MS))
                .contains("not a JSON object");
        assertThat(interview.isFinished()).isFalse();
    }

    @Test
    void refusesAnUnknownTool() {
        assertThat(interview.answerTool("give_band_nine", "{}", FIVE_MINUTES_MS))
                .contains("no such");
    }
}
