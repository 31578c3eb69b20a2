package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class TranscriptGeneratorTest {
    @Test
    void writesAWordForEach400Milliseconds() {
        List<String> blocks = new TranscriptGenerator(1, List.of()).next(6_000);
        assertThat(String.join(" ", blocks).split(" ")).hasSize(15);
        assertThat(blocks).hasSize(2);
    }

    @Test
    void writesAtLeastOneWord() {
        assertThat(new TranscriptGenerator(1, List.of()).next(10)).hasSize(1);
    }

    @Test
    void theSameSeedGivesTheSameWords() {
        assertThat(new TranscriptGenerator(7, List.of()).next(9_000))
                .isEqualTo(new TranscriptGenerator(7, List.of()).next(9_000))
                .isNotEqualTo(new TranscriptGenerator(8, List.of()).next(9_000));
    }

    @Test
    void givenUtterancesComeOnePerTurn() {
        TranscriptGenerator transcripts =
                new TranscriptGenerator(1, List.of("I am Ana.", "Yes, I do."));
        assertThat(transcripts.next(400)).containsExactly("I am Ana.");
        assertThat(transcripts.next(9_000)).containsExactly("Yes, I do.");
        transcripts.restart();
        assertThat(transcripts.next(400)).containsExactly("I am Ana.");
    }

    @Test
    void givenWordsOfASingleLineComeInOrder() {
        TranscriptGenerator transcripts = new TranscriptGenerator(1, List.of("one two three four"));
        assertThat(transcripts.next(800)).containsExactly("one two");
        assertThat(transcripts.next(1_200)).containsExactly("three four one");
    }
}
