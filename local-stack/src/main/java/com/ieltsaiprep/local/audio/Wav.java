package com.ieltsaiprep.local.audio;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Mono PCM16 recording that can be read from and written to WAV files.
 *
 * <p>Files to read may have any sample rate and hold PCM of 8, 16, 24 or 32 bits or 32-bit float,
 * also as WAVE_FORMAT_EXTENSIBLE. Several channels are mixed to one.
 *
 * @param sampleRate sample rate, Hz
 * @param samples PCM16 samples; the array is not copied
 */
public record Wav(int sampleRate, short[] samples) {
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;

    /**
     * Reads a WAV file in a supported format and converts it to mono PCM16 at the file's sample
     * rate.
     *
     * @throws IOException if the file cannot be read, or if its format is not supported; in the
     *     second case the message is "not a WAV: " and the reason
     */
    public static Wav read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /**
     * Parses the bytes of a WAV file in a supported format and converts them to mono PCM16 at the
     * file's sample rate.
     *
     * @throws IOException if the format is not supported; the message is "not a WAV: " and the
     *     reason
     */
    public static Wav parse(byte[] bytes) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12 || !tag(file, 0).equals("RIFF") || !tag(file, 8).equals("WAVE")) {
            throw notWav("it does not begin with RIFF and WAVE");
        }
        Format format = null;
        // A chunk starts at an even offset; its length may be too large in a truncated file.
        for (long at = 12; at + 8 <= bytes.length; ) {
            int start = (int) at + 8;
            long claimed = Integer.toUnsignedLong(file.getInt((int) at + 4));
            int length = (int) Math.min(claimed, bytes.length - start);
            switch (tag(file, (int) at)) {
                case "fmt " -> format = Format.read(file.slice(start, length));
                case "data" -> {
                    return samples(file.slice(start, length), format);
                }
                default -> {}
            }
            at = start + claimed + (claimed & 1);
        }
        throw notWav("it has no data");
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
        bytes.put(ascii("fmt ")).putInt(16).putShort((short) PCM).putShort((short) 1);
        bytes.putInt(sampleRate).putInt(sampleRate * 2).putShort((short) 2).putShort((short) 16);
        bytes.put(ascii("data")).putInt(length).put(PcmCodec.bytes(samples));
        Files.write(file, bytes.array());
    }

    /** Returns a new recording with the same sound at a sample rate of {@code hertz}. */
    public Wav at(int hertz) {
        return new Wav(hertz, SincResampler.resample(samples, sampleRate, hertz));
    }

    /** Returns the duration of the recording in seconds. */
    public double seconds() {
        return (double) samples.length / sampleRate;
    }

    @Override
    public String toString() {
        return "Wav[%d Hz, %d samples]".formatted(sampleRate, samples.length);
    }

    private static Wav samples(ByteBuffer slice, @Nullable Format format) throws IOException {
        if (format == null) {
            throw notWav("its data comes before its format");
        }
        ByteBuffer data = slice.order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[data.remaining() / (format.bytes() * format.channels)];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int channel = 0; channel < format.channels; channel++) {
                sum += format.next(data);
            }
            samples[i] = PcmCodec.sample(sum / format.channels);
        }
        return new Wav(format.rate, samples);
    }

    private static String tag(ByteBuffer file, int at) {
        byte[] tag = new byte[4];
        file.get(at, tag);
        return new String(tag, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static IOException notWav(String reason) {
        return new IOException("not a WAV: " + reason);
    }

    private record Format(int kind, int channels, int rate, int bits) {
        static Format read(ByteBuffer slice) throws IOException {
            ByteBuffer chunk = slice.order(ByteOrder.LITTLE_ENDIAN);
            if (chunk.remaining() < 16) {
                throw notWav("its format is cut short");
            }
            int kind = Short.toUnsignedInt(chunk.getShort(0));
            if (kind == EXTENSIBLE && chunk.remaining() >= 26) {
                kind = Short.toUnsignedInt(chunk.getShort(24));
            }
            Format format =
                    new Format(
                            kind,
                            Short.toUnsignedInt(chunk.getShort(2)),
                            chunk.getInt(4),
                            Short.toUnsignedInt(chunk.getShort(14)));
            return format.supported();
        }

        private Format supported() throws IOException {
            boolean readable =
                    switch (kind) {
                        case PCM -> bits == 8 || bits == 16 || bits == 24 || bits == 32;
                        case FLOAT -> bits == 32;
                        default -> false;
                    };
            if (!readable) {
                throw notWav("its encoding " + kind + " with " + bits + " bits is not PCM");
            }
            if (channels == 0 || rate <= 0) {
                throw notWav(channels + " channels at " + rate + " Hz");
            }
            return this;
        }

        int bytes() {
            return bits / 8;
        }

        /** Reads the next sample, on the scale of PCM16. */
        double next(ByteBuffer data) {
            return switch (bits) {
                case 8 -> (Byte.toUnsignedInt(data.get()) - 128) * 256.0;
                case 16 -> data.getShort();
                case 24 -> Short.toUnsignedInt(data.getShort()) / 256.0 + data.get() * 256.0;
                default -> kind == FLOAT ? data.getFloat() * 32768.0 : data.getInt() / 65536.0;
            };
        }
    }
}
