package com.ieltsaiprep.local.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Mono PCM16 recording that can be read from and written to WAV files.
 *
 * <p>Files to read have a sample rate of 4 to 384 kHz, at most 512 MB and at most 30 minutes. Their
 * samples are PCM of 8 to 32 bits, float of 32 or 64 bits, A-law or µ-law, also as
 * WAVE_FORMAT_EXTENSIBLE, in RIFF, RF64 or BW64. Several channels are mixed to one. A file whose
 * recorder was killed or streamed, or that is truncated, is read up to its end.
 *
 * @param sampleRate sample rate, Hz
 * @param samples PCM16 samples; the array is not copied
 */
public record Wav(int sampleRate, short[] samples) {
    /**
     * Reads a WAV file and converts it to mono PCM16 at the file's sample rate.
     *
     * @throws IOException if the file cannot be read, is too large or too long, or has no supported
     *     format; in the last case the message is "not a WAV: " and the reason
     */
    public static Wav read(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            return reader.read(reader.sampleRate());
        }
    }

    /**
     * Reads a WAV file and converts it to mono PCM16 at a sample rate of {@code hertz}. Needs
     * little more memory than the result.
     *
     * @throws IOException as {@link #read(Path)}
     */
    public static Wav read(Path file, int hertz) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            return reader.read(hertz);
        }
    }

    /**
     * Writes the recording to a WAV file, as mono 16-bit PCM at the recording's sample rate.
     * Replaces an existing file.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        int length = samples.length * 2;
        ByteBuffer bytes = ByteBuffer.allocate(44 + length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF")).putInt(36 + length).put(ascii("WAVE"));
        bytes.put(ascii("fmt ")).putInt(16).putShort((short) WavFormat.PCM).putShort((short) 1);
        bytes.putInt(sampleRate).putInt(sampleRate * 2).putShort((short) 2).putShort((short) 16);
        bytes.put(ascii("data")).putInt(length).put(PcmCodec.bytes(samples));
        Files.write(file, bytes.array());
    }

    /**
     * Returns a recording with the same sound at a sample rate of {@code hertz}: a new one, unless
     * that is the rate of this one.
     */
    public Wav at(int hertz) {
        return hertz == sampleRate
                ? this
                : new Wav(hertz, SincResampler.resample(samples, sampleRate, hertz));
    }

    /** Returns the duration of the recording in seconds. */
    public double seconds() {
        return (double) samples.length / sampleRate;
    }

    @Override
    public String toString() {
        return "Wav[%d Hz, %d samples]".formatted(sampleRate, samples.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static IOException notWav(String reason) {
        return new IOException("not a WAV: " + reason);
    }
}
