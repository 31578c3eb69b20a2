package com.ieltsaiprep.local.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** PCM16 codec: converts between little-endian bytes and samples. */
public final class PcmCodec {
    private PcmCodec() {}

    /**
     * Decodes bytes into samples.
     *
     * @throws IllegalArgumentException if the number of bytes is odd
     */
    public static short[] samples(byte[] bytes) {
        if (bytes.length % 2 != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are not whole samples");
        }
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    /** Encodes samples as bytes. */
    public static byte[] bytes(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    /** Rounds a value on the scale of PCM16 to a sample and clips it. */
    static short sample(double value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
