package com.ieltsaiprep.local.simulation.audio;

import com.ieltsaiprep.gateway.protocol.AudioFrame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Watermark in reply audio: each ms carries the reply's number and its position in the reply. */
public final class ReplyWatermark {
    private static final int BYTES_PER_MS = AudioFrame.DOWNLINK_BYTES_PER_MS;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private ReplyWatermark() {}

    /**
     * Creates a piece of a reply.
     *
     * @param reply number of the reply in the run
     * @param fromMs position of the piece in the reply, ms
     * @param ms length of the piece
     */
    public static byte[] createAudio(int reply, int fromMs, int ms) {
        byte[] pcm = new byte[ms * BYTES_PER_MS];
        for (int i = 0; i < ms; i++) {
            INT.set(pcm, i * BYTES_PER_MS, reply);
            INT.set(pcm, i * BYTES_PER_MS + Integer.BYTES, fromMs + i);
        }
        return pcm;
    }

    /** Returns the number of the reply at a whole ms. */
    public static int replyNumber(byte[] pcm, int offset) {
        return (int) INT.get(pcm, offset);
    }

    /** Returns the position in the reply of the audio at a whole ms, ms. */
    public static int positionMs(byte[] pcm, int offset) {
        return (int) INT.get(pcm, offset + Integer.BYTES);
    }

    /** Returns whether the audio is one reply's, in whole ms, without a gap or a duplicate. */
    public static boolean isContiguous(byte[] pcm, int offset, int length) {
        int reply = replyNumber(pcm, offset);
        int fromMs = positionMs(pcm, offset);
        for (int i = 1; i < length / BYTES_PER_MS; i++) {
            int at = offset + i * BYTES_PER_MS;
            if (replyNumber(pcm, at) != reply || positionMs(pcm, at) != fromMs + i) {
                return false;
            }
        }
        return length > 0 && length % BYTES_PER_MS == 0;
    }
}
