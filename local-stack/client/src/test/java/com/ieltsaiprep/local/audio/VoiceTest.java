package com.ieltsaiprep.local.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VoiceTest {
    private final Voice voice = new Voice();

    @Test
    void speaksLoudEnoughAtTheRateAskedFor() {
        short[] slow = voice.speak("Good morning, my name is Maya.", 16_000);
        short[] fast = voice.speak("Good morning, my name is Maya.", 24_000);
        assertThat(fast.length / 24_000.0).isBetween(1.2, 4.0);
        assertThat(fast.length).isEqualTo(Math.ceilDiv(slow.length * 3, 2));
        int peak = 0;
        for (short sample : fast) {
            peak = Math.max(peak, Math.abs(sample));
        }
        assertThat(peak).isBetween(4_000, 32_768);
    }

    @Test
    void cachesSentences() {
        assertThat(voice.speak("Thank you.", 24_000)).isSameAs(voice.speak("Thank you.", 24_000));
    }
}
