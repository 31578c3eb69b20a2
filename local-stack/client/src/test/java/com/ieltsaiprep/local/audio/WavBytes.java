package com.ieltsaiprep.local.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** WAV file under construction for tests, chunk by chunk; nothing that is written is checked. */
public final class WavBytes {
    public static final int PCM = 1;
    public static final int FLOAT = 3;
    public static final int EXTENSIBLE = 0xFFFE;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private WavBytes() {}

    public static WavBytes nothing() {
        return new WavBytes();
    }

    /** Begins a file with a header of 12 bytes, whose size field is that of a streaming writer. */
    public static WavBytes begin(String id, String form) {
        return nothing().raw(ascii(id)).raw(le(4, 0xFFFF_FFFFL)).raw(ascii(form));
    }

    /** Begins an ordinary WAV file. */
    public static WavBytes riff() {
        return begin("RIFF", "WAVE");
    }

    public WavBytes raw(byte... content) {
        bytes.writeBytes(content);
        return this;
    }

    /** Adds a chunk with the pad byte that follows an odd length. */
    public WavBytes chunk(String id, byte... content) {
        return chunk(id, content.length, content).raw(new byte[content.length % 2]);
    }

    /** Adds a chunk without a pad byte, whose header claims any length. */
    public WavBytes chunk(String id, long claimed, byte... content) {
        return raw(ascii(id)).raw(le(4, claimed)).raw(content);
    }

    /** Adds a format chunk whose block alignment fits, and with 40 bytes if it is extensible. */
    public WavBytes format(int encoding, int channels, long hertz, int bits) {
        return format(encoding, channels, hertz, bits, channels * Math.ceilDiv(bits, 8));
    }

    public WavBytes format(int encoding, int channels, long hertz, int bits, int align) {
        ByteBuffer chunk = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        chunk.putShort((short) encoding).putShort((short) channels).putInt((int) hertz);
        chunk.putInt((int) (hertz * align)).putShort((short) align).putShort((short) bits);
        if (encoding == EXTENSIBLE) {
            chunk.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) PCM);
            chunk.position(40);
        }
        return chunk("fmt ", Arrays.copyOf(chunk.array(), chunk.position()));
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Encodes samples in the range from -1 to 1. */
    public static byte[] encode(int encoding, int bits, double... samples) {
        int width = Math.ceilDiv(bits, 8);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (double sample : samples) {
            long value =
                    switch (encoding * 100 + bits) {
                        case FLOAT * 100 + 32 -> Float.floatToIntBits((float) sample);
                        case FLOAT * 100 + 64 -> Double.doubleToLongBits(sample);
                        case PCM * 100 + 8 -> (long) (sample * 128) + 128;
                        default -> (long) (sample * (1L << (8 * width - 1)));
                    };
            data.writeBytes(le(width, value));
        }
        return data.toByteArray();
    }

    public static byte[] le(int width, long value) {
        byte[] all = new byte[8];
        ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return Arrays.copyOf(all, width);
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
