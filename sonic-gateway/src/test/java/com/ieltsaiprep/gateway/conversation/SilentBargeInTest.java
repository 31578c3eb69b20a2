package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilentBargeInTest {
    private final SilentBargeIn bargeIn = new SilentBargeIn();

    @Test
    void voiceConfirmsIt() {
        bargeIn.onSpeechStart(0);
        assertThat(bargeIn.isDue(480, 80_000)).isFalse();
        assertThat(bargeIn.isDue(500, 100_000)).isTrue();
    }

    @Test
    void withoutTheServicesEventVoiceIsNone() {
        assertThat(bargeIn.isDue(1_000, 0)).isFalse();
    }

    @Test
    void voiceThatComesLaterIsNotTheServices() {
        bargeIn.onSpeechStart(0);
        assertThat(bargeIn.isDue(500, 1_000_001)).isFalse();
    }

    @Test
    void oneThatTheServiceReportsIsNotFoundAgain() {
        bargeIn.onSpeechStart(0);
        bargeIn.cancel();
        assertThat(bargeIn.isDue(1_000, 100_000)).isFalse();
    }
}
