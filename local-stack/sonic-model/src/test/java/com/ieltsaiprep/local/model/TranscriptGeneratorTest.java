package com.ieltsaiprep.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class TranscriptGeneratorTest {
    @Test
    void writesAWordForEach400Milliseconds() {
        List<String> blocks = new TranscriptGenerator(1, List.of()).next(6_000, false);
        assertThat(String.join(" ", blocks).split(" ")).hasSize(15);
        assertThat(blocks).hasSize(2);
    }

    @Test
    void writesAtLeastOneWord() {
        assertThat(new TranscriptGenerator(1, List.of()).next(10, false)).hasSize(1);
    }

    @Test
    void noBlockRepeatsTheOneBeforeIt() {
        for (int seed = 0; seed < 100; seed++) {
            List<String> blocks = new TranscriptGenerator(seed, List.of()).next(60_000, false);
            for (int i = 1; i < blocks.size(); i++) {
                assertThat(blocks.get(i)).isNotEqualTo(blocks.get(i - 1));
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameWords() {
        assertThat(new TranscriptGenerator(7, List.of()).next(9_000, false))
                .isEqualTo(new TranscriptGenerator(7, List.of()).next(9_000, false))
                .isNotEqualTo(new TranscriptGenerator(8, List.of()).next(9_000, false));
    }

    @Test
    void givenUtterancesComeOnePerTurn() {
        TranscriptGenerator transcripts =
                new TranscriptGenerator(1, List.of("I am Ana.", "Yes, I do."));
        assertThat(transcripts.next(400, false)).containsExactly("I am Ana.");
        assertThat(transcripts.next(9_000, false)).containsExactly("Yes, I do.");
        transcripts.restart();
        assertThat(transcripts.next(400, false)).containsExactly("I am Ana.");
    }

    @Test
    void givenWordsOfASingleLineComeInOrder() {
        TranscriptGenerator transcripts = new TranscriptGenerator(1, List.of("one two three four"));
        assertThat(transcripts.next(800, false)).containsExactly("one two");
        assertThat(transcripts.next(1_200, false)).containsExactly("three four one");
    }

    @Test
    void aClauseOfALineEndsWithItsPunctuation() {
        TranscriptGenerator transcripts =
                new TranscriptGenerator(1, List.of("I am Ana, and I come from Porto.", "Yes."));
        assertThat(transcripts.isClauseComplete(1_200)).isTrue();
        assertThat(transcripts.isClauseComplete(2_000)).isFalse();
        assertThat(transcripts.next(1_200, true)).containsExactly("I am Ana,");
        assertThat(transcripts.next(2_000, true)).containsExactly("and I come from Porto.");
        assertThat(transcripts.next(400, false)).containsExactly("Yes.");
    }

    @Test
    void aTurnThatEndsWithoutAClauseHasTheRestOfTheLine() {
        TranscriptGenerator transcripts =
                new TranscriptGenerator(1, List.of("I am Ana, and I come from Porto.", "Yes."));
        assertThat(transcripts.next(1_200, true)).containsExactly("I am Ana,");
        assertThat(transcripts.next(400, false)).containsExactly("and I come from Porto.");
    }

    @Test
    void anyPauseAfterASecondEndsAClauseOfRandomWords() {
        TranscriptGenerator transcripts = new TranscriptGenerator(1, List.of());
        assertThat(transcripts.isClauseComplete(800)).isFalse();
        assertThat(transcripts.isClauseComplete(1_000)).isTrue();
    }
}
