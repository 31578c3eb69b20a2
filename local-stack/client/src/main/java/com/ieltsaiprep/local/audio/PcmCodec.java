package com.ieltsaiprep.local.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** PCM16 codec: converts audio between 16-bit samples and bytes in little-endian order. */
public final class PcmCodec {
    private PcmCodec() {}

    /**
     * Decodes PCM16 little-endian audio into a new array of samples, one for every two bytes.
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

    /** Encodes samples as PCM16 little-endian audio in a new array, two bytes for each sample. */
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
