package com.ieltsaiprep.gateway.simulation.audio;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Maya's audio, each ms of which bears its reply's number and where in the reply it is. */
public final class ReplyTape {
    private static final int MS = AudioFrame.DOWNLINK_BYTES_PER_MS;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private ReplyTape() {}

    /**
     * A piece of a reply.
     *
     * @param reply its number in the world
     * @param fromMs where in the reply the piece begins, ms
     * @param ms its length
     */
    public static byte[] piece(int reply, int fromMs, int ms) {
        byte[] pcm = new byte[ms * MS];
        for (int i = 0; i < ms; i++) {
            INT.set(pcm, i * MS, reply);
            INT.set(pcm, i * MS + Integer.BYTES, fromMs + i);
        }
        return pcm;
    }

    /** Which reply the audio at a whole ms belongs to. */
    public static int reply(byte[] pcm, int offset) {
        return (int) INT.get(pcm, offset);
    }

    /** Where in its reply the audio at a whole ms is, ms. */
    public static int atMs(byte[] pcm, int offset) {
        return (int) INT.get(pcm, offset + Integer.BYTES);
    }

    /** Whether audio of whole ms follows on from ms to ms without a gap, a double or a mix. */
    public static boolean isWhole(byte[] pcm, int offset, int length) {
        int reply = reply(pcm, offset);
        int fromMs = atMs(pcm, offset);
        for (int i = 1; i < length / MS; i++) {
            int at = offset + i * MS;
            if (reply(pcm, at) != reply || atMs(pcm, at) != fromMs + i) {
                return false;
            }
        }
        return length > 0 && length % MS == 0;
    }
}
