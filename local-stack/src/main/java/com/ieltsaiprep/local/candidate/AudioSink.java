package com.ieltsaiprep.local.candidate;

/** Takes what the sound card plays, in time: every sample of the conversation once, in order. */
public interface AudioSink {
    /** Forgets everything. */
    AudioSink NONE =
            new AudioSink() {
                @Override
                public void play(byte[] pcm, int offset, int length) {}

                @Override
                public void silence(long samples) {}
            };

    /** PCM16 little-endian at 24 kHz was played; valid only during the call. */
    void play(byte[] pcm, int offset, int length);

    /** Nothing was played for so many samples at 24 kHz. */
    void silence(long samples);
}
