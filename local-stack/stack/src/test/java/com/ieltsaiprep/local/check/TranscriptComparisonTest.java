package com.ieltsaiprep.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.check.TranscriptComparison.GatewaySegment;
import com.ieltsaiprep.local.check.TranscriptComparison.Sentence;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class TranscriptComparisonTest {
    private static final Sentence HELLO = new Sentence(true, "Good morning.");
    private static final Sentence NAME = new Sentence(false, "My name is Ada.");
    private static final Sentence HOME = new Sentence(true, "Tell me about your home.");

    @Test
    void hasNoProblemWhenEverySentenceIsCaptioned() {
        assertThat(problems(segment(List.of(HELLO, NAME), List.of(HELLO, NAME)))).isEmpty();
    }

    @Test
    void allowsMissingLastCaptionsOnAGatewayThatLostTheConversation() {
        GatewaySegment lost = segment(List.of(HELLO, NAME), List.of(HELLO));
        GatewaySegment last = segment(List.of(HOME), List.of(HOME));

        assertThat(problems(lost, last)).isEmpty();
        assertThat(lost.missingCount()).isEqualTo(1);
    }

    @Test
    void missesTheLastCaptionOfTheConversation() {
        assertThat(problems(segment(List.of(HELLO, NAME), List.of(HELLO))))
                .containsExactly("the last 1 sentences were never told");
    }

    @Test
    void missesACaptionInTheMiddle() {
        assertThat(problems(segment(List.of(HELLO, NAME, HOME), List.of(HELLO, HOME))))
                .containsExactly(
                        "gateway 1, sentence 2: told was Maya, 24 characters; spoken the candidate,"
                                + " 15 characters");
    }

    @Test
    void detectsACaptionThatIsRepeatedOrWasNeverSpoken() {
        assertThat(problems(segment(List.of(HELLO, NAME), List.of(HELLO, HELLO, NAME)))).hasSize(1);
        assertThat(problems(segment(List.of(HELLO), List.of(HELLO, NAME))))
                .containsExactly(
                        "gateway 1, sentence 2: told was the candidate, 15 characters; spoken"
                                + " nothing");
    }

    private static GatewaySegment segment(List<Sentence> spoken, List<Sentence> captioned) {
        return new GatewaySegment(spoken, captioned);
    }

    private static List<String> problems(GatewaySegment... segments) {
        List<String> problems = new ArrayList<>();
        new TranscriptComparison(List.of(segments)).addProblems(problems);
        return problems;
    }
}
