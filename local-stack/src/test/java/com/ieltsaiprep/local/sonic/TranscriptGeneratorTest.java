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
    void trueUtterancesComeOneForEachTurn() {
        TranscriptGenerator words = new TranscriptGenerator(1, List.of("I am Ana.", "Yes, I do."));
        assertThat(words.next(400)).containsExactly("I am Ana.");
        assertThat(words.next(9_000)).containsExactly("Yes, I do.");
        words.restart();
        assertThat(words.next(400)).containsExactly("I am Ana.");
    }

    @Test
    void trueWordsOfASingleLineComeInOrder() {
        TranscriptGenerator words = new TranscriptGenerator(1, List.of("one two three four"));
        assertThat(words.next(800)).containsExactly("one two");
        assertThat(words.next(1_200)).containsExactly("three four one");
    }
}
