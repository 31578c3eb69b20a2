package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;

import org.junit.jupiter.api.Test;

class DuplicateBlockTest {
    private final DuplicateBlock duplicateBlock = new DuplicateBlock();

    @Test
    void theSameTextInAnotherBlockIsADuplicate() {
        assertThat(isDuplicate("a", "Yes, I do.", 0)).isFalse();
        assertThat(isDuplicate("b", "Yes, I do.", 200)).isTrue();
        assertThat(isDuplicate("c", "Yes, I do.", 400)).isTrue();
    }

    @Test
    void pieceOfTheSameBlockIsNone() {
        assertThat(isDuplicate("a", "no ", 0)).isFalse();
        assertThat(isDuplicate("a", "no ", 10)).isFalse();
    }

    @Test
    void otherWordsOrAnotherSpeakerAreNone() {
        assertThat(isDuplicate("a", "Yes.", 0)).isFalse();
        assertThat(isDuplicate("b", "No.", 10)).isFalse();
        assertThat(
                        duplicateBlock.isDuplicate(
                                new SonicOutput.Text("c", Role.ASSISTANT, "No."), 20_000))
                .isFalse();
    }

    @Test
    void whatIsSaidAgainIsNone() {
        assertThat(isDuplicate("a", "Yes.", 0)).isFalse();
        assertThat(isDuplicate("b", "Yes.", 1_500)).isFalse();
        duplicateBlock.clear();
        assertThat(isDuplicate("c", "Yes.", 1_600)).isFalse();
    }

    private boolean isDuplicate(String block, String words, long ms) {
        return duplicateBlock.isDuplicate(
                new SonicOutput.Text(block, Role.USER, words), ms * 1_000);
    }
}
