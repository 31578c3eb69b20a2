package com.ieltsaiprep.local.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** PCM16 little-endian as bytes and as samples. */
public final class PcmCodec {
    private PcmCodec() {}

    /**
     * The samples of some bytes.
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

    /** The bytes of some samples. */
    public static byte[] bytes(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    /** The nearest sample to a value on the scale of PCM16, clipped. */
    static short sample(double value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
