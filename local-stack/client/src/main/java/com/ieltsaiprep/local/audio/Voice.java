package com.ieltsaiprep.local.audio;

import com.sun.speech.freetts.audio.AudioPlayer;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.sound.sampled.AudioFormat;

/**
 * Speech synthesiser for English sentences: the voice {@code kevin16} of FreeTTS, slightly lower
 * and slower than by default so that it is easier to understand.
 *
 * <p>Synthesis takes about 5 ms per second of speech, too long for an event loop. The audio of the
 * 256 sentences used last is cached. Thread-safe; one call runs at a time, the others block.
 */
public final class Voice {
    private static final int RATE_HERTZ = 16_000;
    private static final int KEPT_SENTENCES = 256;
    private static final float WORDS_PER_MINUTE = 140;
    private static final float PITCH_HERTZ = 92;

    private static final Object LOADING = new Object();

    private final com.sun.speech.freetts.Voice voice;
    private final Map<Sentence, short[]> spoken =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Sentence, short[]> eldest) {
                    return size() > KEPT_SENTENCES;
                }
            };

    private record Sentence(String text, int hertz) {}

    /**
     * Creates a speech synthesiser and loads the FreeTTS voice {@code kevin16}. Blocks while the
     * voice is loaded, about half a second the first time in a process.
     */
    public Voice() {
        voice = new KevinVoiceDirectory().getVoices()[1];
        voice.setRate(WORDS_PER_MINUTE);
        voice.setPitch(PITCH_HERTZ);
        // FreeTTS loads its lexicon into static tables.
        synchronized (LOADING) {
            voice.allocate();
        }
    }

    /**
     * Returns a sentence as synthetic speech, from the cache or newly computed. Blocks while the
     * speech is computed.
     *
     * @param sentence English text
     * @param hertz sample rate of the result, Hz
     * @return mono PCM16 samples, shared with other callers and not to be changed
     */
    public synchronized short[] speak(String sentence, int hertz) {
        return spoken.computeIfAbsent(
                new Sentence(sentence, hertz),
                _ -> SincResampler.resample(synthesise(sentence), RATE_HERTZ, hertz));
    }

    private short[] synthesise(String sentence) {
        Recorder recorder = new Recorder();
        voice.setAudioPlayer(recorder);
        voice.speak(sentence);
        byte[] bytes = recorder.bytes.toByteArray();
        short[] samples = new short[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            int high = bytes[recorder.bigEndian ? 2 * i : 2 * i + 1];
            int low = bytes[recorder.bigEndian ? 2 * i + 1 : 2 * i] & 0xFF;
            samples[i] = (short) (high << 8 | low);
        }
        return samples;
    }

    /** Audio player that records the samples in memory instead of playing them. */
    private static final class Recorder implements AudioPlayer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private AudioFormat format = new AudioFormat(RATE_HERTZ, 16, 1, true, true);
        private boolean bigEndian = true;
        private float volume = 1;

        @Override
        public void setAudioFormat(AudioFormat given) {
            format = given;
            bigEndian = given.isBigEndian();
        }

        @Override
        public AudioFormat getAudioFormat() {
            return format;
        }

        @Override
        public boolean write(byte[] audio) {
            return write(audio, 0, audio.length);
        }

        @Override
        public boolean write(byte[] audio, int offset, int length) {
            bytes.write(audio, offset, length);
            return true;
        }

        @Override
        public float getVolume() {
            return volume;
        }

        @Override
        public void setVolume(float given) {
            volume = given;
        }

        @Override
        public boolean drain() {
            return true;
        }

        @Override
        public boolean end() {
            return true;
        }

        @Override
        public long getTime() {
            return 0;
        }

        @Override
        public void begin(int size) {}

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void reset() {}

        @Override
        public void cancel() {}

        @Override
        public void close() {}

        @Override
        public void resetTime() {}

        @Override
        public void startFirstSampleTimer() {}

        @Override
        public void showMetrics() {}
    }
}
