package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.local.audio.PcmCodec;
import com.ieltsaiprep.local.audio.Wav;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * WAV recorder of what was played, silence included. Keeps the first 30 minutes and drops later
 * audio.
 */
public final class WavRecorder implements AudioSink {
    private static final int MAX_BYTES = 30 * 60 * 1000 * AudioFrame.DOWNLINK_BYTES_PER_MS;

    private final ByteArrayOutputStream pcm = new ByteArrayOutputStream();

    @Override
    public void play(byte[] played, int offset, int length) {
        pcm.write(played, offset, Math.min(length, MAX_BYTES - pcm.size()));
    }

    @Override
    public void silence(long samples) {
        pcm.writeBytes(new byte[(int) Math.min(samples * 2, MAX_BYTES - pcm.size())]);
    }

    public void write(Path file) throws IOException {
        new Wav(AudioFrame.DOWNLINK_HZ, PcmCodec.samples(pcm.toByteArray())).write(file);
    }
}
