package com.ieltsaiprep.gateway.capsule;

import static com.ieltsaiprep.gateway.capsule.History.Role.ASSISTANT;
import static com.ieltsaiprep.gateway.capsule.History.Role.USER;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.capsule.History.Message;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

final class HistoryTest {
    private final History history = new History(History.Limits.DEFAULT);

    @Test
    void seedsWithTheUserFirst() {
        history.add(ASSISTANT, "Good morning.");
        history.add(USER, "Hello.");
        history.add(ASSISTANT, "Where do you live?");
        assertThat(history.seed())
                .containsExactly(
                        new Message(USER, "Hello."), new Message(ASSISTANT, "Where do you live?"));
    }

    @Test
    void joinsConsecutiveUtterancesOfOneSpeaker() {
        history.add(USER, "I live");
        history.add(USER, " in Hanoi. ");
        assertThat(history.seed()).containsExactly(new Message(USER, "I live in Hanoi."));
    }

    @Test
    void dropsTheOldestBeyondFortyMessages() {
        for (int i = 0; i < 50; i++) {
            history.add(i % 2 == 0 ? USER : ASSISTANT, "turn " + i);
        }
        assertThat(history.seed()).hasSize(40);
        assertThat(history.seed().getLast().text()).isEqualTo("turn 49");
    }

    @Test
    void dropsTheOldestBeyondFortyKilobytes() {
        for (int i = 0; i < 20; i++) {
            history.add(i % 2 == 0 ? USER : ASSISTANT, "é".repeat(2_000));
        }
        assertThat(history.heldBytes()).isLessThanOrEqualTo(40_000);
        assertThat(history.seed()).hasSize(10);
    }

    @Property
    void splitsTextIntoPiecesThatFitAndJoinAgain(
            @ForAll @StringLength(max = 400) String text,
            @ForAll @IntRange(min = 4, max = 60) int maxBytes) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var pieces = TextPieces.of(whole, maxBytes);
        assertThat(String.join("", pieces)).isEqualTo(whole);
        assertThat(pieces)
                .allMatch(piece -> piece.getBytes(StandardCharsets.UTF_8).length <= maxBytes);
    }
}
