package com.ieltsaiprep.local.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Sample format of a WAV file: decodes frames to mono PCM16 samples.
 *
 * @param encoding PCM, float, A-law or µ-law, by its number in the format chunk
 * @param channels number of channels, at least 1
 * @param rate sample rate, Hz
 * @param bits bits per sample, which fill the most significant bits of whole bytes
 */
record WavFormat(int encoding, int channels, int rate, int bits) {
    /** Longest part of a format chunk that is read, bytes. */
    static final int BYTES = 40;

    static final int PCM = 1;

    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;

    private static final Map<Integer, String> NAMES =
            Map.of(
                    PCM,
                    "PCM",
                    2,
                    "Microsoft ADPCM",
                    FLOAT,
                    "float",
                    A_LAW,
                    "A-law",
                    MU_LAW,
                    "mu-law",
                    0x11,
                    "IMA ADPCM",
                    0x31,
                    "GSM",
                    0x50,
                    "MPEG",
                    0x55,
                    "MP3");

    private static final int MIN_HERTZ = 4_000;
    private static final int MAX_HERTZ = 384_000;

    /**
     * Parses a format chunk.
     *
     * @param chunk content of the chunk in little-endian order
     * @throws IOException if such samples cannot be read, with a message "not a WAV: …" that says
     *     why
     */
    static WavFormat parse(ByteBuffer chunk) throws IOException {
        int length = chunk.remaining();
        int encoding = length < 2 ? 0 : Short.toUnsignedInt(chunk.getShort(0));
        if (length < (encoding == EXTENSIBLE ? 26 : 16)) {
            throw Wav.notWav("its format has only " + length + " bytes");
        }
        if (encoding == EXTENSIBLE) {
            encoding = Short.toUnsignedInt(chunk.getShort(24));
        }
        long hertz = Integer.toUnsignedLong(chunk.getInt(4));
        if (hertz < MIN_HERTZ || hertz > MAX_HERTZ) {
            throw Wav.notWav(
                    "its sample rate is %d Hz, but must be %d to %d"
                            .formatted(hertz, MIN_HERTZ, MAX_HERTZ));
        }
        int channels = Short.toUnsignedInt(chunk.getShort(2));
        int bits = Short.toUnsignedInt(chunk.getShort(14));
        WavFormat format = new WavFormat(encoding, channels, (int) hertz, bits);
        format.check(Short.toUnsignedInt(chunk.getShort(12)));
        return format;
    }

    private void check(int alignment) throws IOException {
        boolean readable =
                switch (encoding) {
                    case PCM -> bits >= 8 && bits <= 32;
                    case FLOAT -> bits == 32 || bits == 64;
                    case A_LAW, MU_LAW -> bits == 8;
                    default -> false;
                };
        if (!readable) {
            String name = NAMES.getOrDefault(encoding, "number " + encoding);
            String width = isLinear() || isLaw() ? " of " + bits + " bits" : "";
            throw Wav.notWav("its encoding is %s%s, which is not supported".formatted(name, width));
        }
        if (channels == 0) {
            throw Wav.notWav("it has 0 channels");
        }
        // Some writers leave it out, and it follows from the rest.
        if (alignment != 0 && alignment != frameBytes()) {
            throw Wav.notWav(
                    "its block alignment is %d bytes instead of %d (channels: %d, bits: %d)"
                            .formatted(alignment, frameBytes(), channels, bits));
        }
    }

    /** Returns the length of a frame, which has a sample of each channel, in bytes. */
    int frameBytes() {
        return channels * sampleBytes();
    }

    private int sampleBytes() {
        return Math.ceilDiv(bits, 8);
    }

    /** Returns the format of the samples that {@link #linear(InputStream, long)} returns. */
    WavFormat linear() {
        return isLaw() ? new WavFormat(PCM, channels, rate, 16) : this;
    }

    /** Converts a stream of A-law or µ-law frames to PCM16; returns any other as it is. */
    InputStream linear(InputStream samples, long frames) {
        if (!isLaw()) {
            return samples;
        }
        AudioFormat.Encoding law =
                encoding == A_LAW ? AudioFormat.Encoding.ALAW : AudioFormat.Encoding.ULAW;
        AudioFormat from = new AudioFormat(law, rate, 8, channels, channels, rate, false);
        return AudioSystem.getAudioInputStream(
                new AudioFormat(rate, 16, channels, true, false),
                new AudioInputStream(samples, from, frames));
    }

    private boolean isLinear() {
        return encoding == PCM || encoding == FLOAT;
    }

    private boolean isLaw() {
        return encoding == A_LAW || encoding == MU_LAW;
    }

    /** Decodes whole frames of a linear format to samples, each the mean of the channels. */
    short[] decode(byte[] frames) {
        ByteBuffer data = ByteBuffer.wrap(frames).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[frames.length / frameBytes()];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += next(data);
            }
            samples[i] = PcmCodec.sample(sum / channels);
        }
        return samples;
    }

    /** Reads the next sample, on the scale of PCM16. */
    private double next(ByteBuffer data) {
        return switch (sampleBytes()) {
            case 1 -> (Byte.toUnsignedInt(data.get()) - 128) * 256.0;
            case 2 -> data.getShort();
            case 3 -> Short.toUnsignedInt(data.getShort()) / 256.0 + data.get() * 256.0;
            case 4 -> encoding == FLOAT ? data.getFloat() * 32768.0 : data.getInt() / 65536.0;
            default -> data.getDouble() * 32768.0;
        };
    }
}
