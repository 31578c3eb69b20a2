package com.ieltsaiprep.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SpeechDetectorTest {
    private static final int FRAME_MS = 20;

    private final List<String> found = new ArrayList<>();
    private int pauseMs = 2_000;
    private final SpeechDetector detector =
            new SpeechDetector(
                    _ -> pauseMs,
                    new SpeechDetector.Listener() {
                        @Override
                        public void onSpeechStart(long offsetMs) {
                            found.add("start at " + offsetMs);
                        }

                        @Override
                        public void onTurnEnd(int voicedMs, ModelOutput.SpeechEnd end) {
                            found.add(
                                    "end at %d, found at %d, %d ms of voice"
                                            .formatted(
                                                    end.offsetMs(),
                                                    end.detectionOffsetMs(),
                                                    voicedMs));
                        }
                    });

    @Test
    void aTurnEndsAfterThePauseInAudioTime() {
        hear(500, false);
        hear(1_000, true);
        hear(1_980, false);
        assertThat(found).containsExactly("start at 500");
        hear(20, false);
        assertThat(found).last().isEqualTo("end at 1500, found at 3500, 1000 ms of voice");
    }

    @Test
    void aShorterPauseDoesNotEndTheTurn() {
        hear(1_000, true);
        hear(1_200, false);
        hear(600, true);
        hear(2_000, false);
        assertThat(found)
                .containsExactly(
                        "start at 0",
                        "start at 2200",
                        "end at 2800, found at 4800, 1600 ms of voice");
    }

    @Test
    void thePauseDependsOnTheVoiceSoFar() {
        hear(1_000, true);
        pauseMs = 450;
        hear(460, false);
        assertThat(found).last().isEqualTo("end at 1000, found at 1460, 1000 ms of voice");
    }

    @Test
    void aClickIsNoSpeech() {
        hear(180, true);
        hear(5_000, false);
        detector.finish();
        assertThat(found).isEmpty();
    }

    @Test
    void theEndOfTheAudioEndsTheTurnOnce() {
        hear(1_000, true);
        detector.finish();
        detector.finish();
        assertThat(found)
                .containsExactly("start at 0", "end at 1000, found at 1000, 1000 ms of voice");
    }

    private void hear(int ms, boolean voiced) {
        for (int heard = 0; heard < ms; heard += FRAME_MS) {
            detector.accept(FRAME_MS, voiced);
        }
    }
}
