package com.ieltsaiprep.local.candidate;

/**
 * Audio sink: receives what the simulated sound card plays, every sample of the conversation once
 * and in order.
 */
public interface AudioSink {
    /** Discards everything. */
    AudioSink NONE =
            new AudioSink() {
                @Override
                public void play(byte[] pcm, int offset, int length) {}

                @Override
                public void silence(long samples) {}
            };

    /**
     * Receives PCM16 little-endian at 24 kHz that was played; the array is valid only during the
     * call.
     */
    void play(byte[] pcm, int offset, int length);

    /** Receives a stretch of silence, in samples at 24 kHz. */
    void silence(long samples);
}
