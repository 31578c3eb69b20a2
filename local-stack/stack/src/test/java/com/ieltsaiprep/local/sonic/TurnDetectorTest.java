package com.ieltsaiprep.local.sonic;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.audio.Voice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class TurnDetectorTest {
    private static final Voice VOICE = new Voice();
    private static final int RATE = 16_000;

    private final List<String> heard = new ArrayList<>();
    private int voicedMs;

    @ParameterizedTest
    @CsvSource({"HIGH, 1500", "MEDIUM, 1750", "LOW, 2000"})
    void aTurnEndsAfterThePauseInAudioTime(String sensitivity, int pauseMs) {
        TurnDetector detector = detector(TurnDetector.pauseMs(sensitivity));
        detector.accept(VOICE.speak("I like reading.", RATE));
        detector.accept(silence(pauseMs - 400));
        assertThat(heard).containsExactly("onset");
        detector.accept(silence(500));
        assertThat(heard).containsExactly("onset", "end");
    }

    @Test
    void aShorterPauseDoesNotEndTheTurn() {
        TurnDetector detector = detector(2_000);
        detector.accept(VOICE.speak("I like reading.", RATE));
        detector.accept(silence(1_200));
        detector.accept(VOICE.speak("And cooking.", RATE));
        detector.accept(silence(2_100));
        assertThat(heard).containsExactly("onset", "onset", "end");
        assertThat(voicedMs).isBetween(900, 2_600);
    }

    @Test
    void silenceAloneIsNoTurn() {
        TurnDetector detector = detector(1_500);
        detector.accept(silence(10_000));
        detector.finish();
        assertThat(heard).isEmpty();
    }

    @Test
    void theEndOfTheAudioEndsTheTurn() {
        TurnDetector detector = detector(1_500);
        detector.accept(VOICE.speak("I like reading.", RATE));
        detector.finish();
        detector.finish();
        assertThat(heard).containsExactly("onset", "end");
    }

    private TurnDetector detector(int pauseMs) {
        return new TurnDetector(
                RATE,
                pauseMs,
                new TurnDetector.Listener() {
                    @Override
                    public void onVoiceOnset() {
                        heard.add("onset");
                    }

                    @Override
                    public void onTurnEnd(int voice) {
                        heard.add("end");
                        voicedMs = voice;
                    }
                });
    }

    private static short[] silence(int ms) {
        return new short[RATE * ms / 1_000];
    }
}
