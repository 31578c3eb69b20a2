package com.ieltsaiprep.local.client;

/**
 * Audio sink of a simulated sound card: receives everything that a simulated candidate hears, both
 * speech and silence, each sample once and in order.
 */
public interface AudioSink {
    /** Audio sink that discards all audio. */
    AudioSink NONE =
            new AudioSink() {
                @Override
                public void play(byte[] pcm, int offset, int length) {}

                @Override
                public void silence(long samples) {}
            };

    /**
     * Receives {@code length} bytes of audio that were played, from {@code offset} on: mono PCM16
     * little-endian at 24 kHz. The array is valid only during the call.
     */
    void play(byte[] pcm, int offset, int length);

    /**
     * Receives a stretch of silence that was played.
     *
     * @param samples length of the silence in samples at 24 kHz
     */
    void silence(long samples);
}
