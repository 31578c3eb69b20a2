package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplyProgressTest {
    private final ReplyProgress progress = new ReplyProgress();

    @Test
    void isCompleteThreeSecondsAfterItsLastAudio() {
        speak(1_000);
        assertThat(isComplete(3_999)).isFalse();
        assertThat(isComplete(4_000)).isTrue();
    }

    @Test
    void isCompleteSoonAfterItsFinalText() {
        speak(1_000);
        progress.onFinalText(1_200_000);
        assertThat(isComplete(1_499)).isFalse();
        assertThat(isComplete(1_500)).isTrue();
    }

    @Test
    void anotherSentenceGoesOnWithIt() {
        speak(1_000);
        progress.onFinalText(1_100_000);
        progress.onPlannedText();
        assertThat(isComplete(60_000)).isFalse();
        speak(2_000);
        assertThat(isComplete(4_999)).isFalse();
        assertThat(isComplete(5_000)).isTrue();
    }

    @Test
    void aTextWithoutAudioDoesNotCompleteIt() {
        progress.onPlannedText();
        progress.onFinalText(1_000_000);
        assertThat(isComplete(60_000)).isFalse();
    }

    @Test
    void theEndOfTheReplyIsItsLast() {
        speak(1_000);
        progress.onReplyEnd();
        assertThat(isComplete(60_000)).isFalse();
    }

    private void speak(long untilMs) {
        progress.onAudioStart();
        assertThat(progress.isInAudio()).isTrue();
        progress.onAudioEnd(untilMs * 1_000);
        assertThat(progress.isInAudio()).isFalse();
    }

    private boolean isComplete(long ms) {
        return progress.isComplete(ms * 1_000);
    }
}
