package com.ieltsaiprep.gateway.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Binary audio frames of both directions: a header of 12 bytes in network byte order, then PCM16
 * little-endian mono. Byte 0 is the kind, bytes 1 to 3 are zero and ignored, then two unsigned 32
 * bit numbers.
 */
public final class AudioFrame {
    /** Header length of either direction, bytes; a multiple of 4, so that samples stay aligned. */
    public static final int HEADER_BYTES = 12;

    /** Kind of a microphone frame: PCM16 at 16 kHz. */
    public static final byte UPLINK_PCM_16K = 0x01;

    /** Kind of a frame of Maya's voice: PCM16 at 24 kHz. */
    public static final byte DOWNLINK_PCM_24K = 0x02;

    /** Microphone sample rate, Hz. */
    public static final int UPLINK_HZ = 16_000;

    /** Sample rate of Maya's voice, Hz. */
    public static final int DOWNLINK_HZ = 24_000;

    /** Bytes of one ms of microphone audio. */
    public static final int UPLINK_BYTES_PER_MS = UPLINK_HZ / 1000 * 2;

    /** Bytes of one ms of Maya's voice. */
    public static final int DOWNLINK_BYTES_PER_MS = DOWNLINK_HZ / 1000 * 2;

    /** Shortest microphone frame, ms. */
    public static final int UPLINK_MIN_MS = 20;

    /** Longest microphone frame, ms. */
    public static final int UPLINK_MAX_MS = 40;

    private AudioFrame() {}

    /**
     * Microphone frame.
     *
     * @param sequence of the frame, from 0, one more for each; unsigned, wraps after 2^32
     * @param captureMs capture time of its first sample, ms on a monotonic clock of the client's;
     *     unsigned, wraps after 2^32
     * @param pcm 640 to 1,280 bytes: 20 to 40 ms
     */
    public record Uplink(int sequence, int captureMs, byte[] pcm) {
        /** Encodes the message; the client's side of the codec. */
        public byte[] toBytes() {
            return frame(UPLINK_PCM_16K, sequence, captureMs, pcm, 0, pcm.length);
        }

        @Override
        public String toString() {
            return "Uplink[sequence=%d, captureMs=%d, %d bytes]"
                    .formatted(sequence, captureMs, pcm.length);
        }
    }

    /**
     * Frame of Maya's voice.
     *
     * @param epoch the reply it belongs to, from 1
     * @param sequence from 0, one more for each frame of the connection
     */
    public record Downlink(int epoch, int sequence, byte[] pcm) {
        @Override
        public String toString() {
            return "Downlink[epoch=%d, sequence=%d, %d bytes]"
                    .formatted(epoch, sequence, pcm.length);
        }
    }

    /**
     * Decodes a microphone frame.
     *
     * @return empty if the message is not one: wrong kind, an odd number of bytes, or not between
     *     20 and 40 ms of audio
     */
    public static Optional<Uplink> readUplink(byte[] message) {
        int audioBytes = message.length - HEADER_BYTES;
        if (audioBytes < UPLINK_MIN_MS * UPLINK_BYTES_PER_MS
                || audioBytes > UPLINK_MAX_MS * UPLINK_BYTES_PER_MS
                || audioBytes % 2 != 0
                || message[0] != UPLINK_PCM_16K) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(message);
        return Optional.of(new Uplink(header.getInt(4), header.getInt(8), pcmOf(message)));
    }

    /**
     * Decodes a frame of Maya's voice; the client's side of the codec.
     *
     * @return empty if the message is not one
     */
    public static Optional<Downlink> readDownlink(byte[] message) {
        if (message.length <= HEADER_BYTES
                || message.length % 2 != 0
                || message[0] != DOWNLINK_PCM_24K) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(message);
        return Optional.of(new Downlink(header.getInt(4), header.getInt(8), pcmOf(message)));
    }

    /** Encodes a frame of Maya's voice from a part of {@code pcm}. */
    public static byte[] downlink(int epoch, int sequence, byte[] pcm, int offset, int length) {
        return frame(DOWNLINK_PCM_24K, epoch, sequence, pcm, offset, length);
    }

    private static byte[] frame(byte kind, int a, int b, byte[] pcm, int offset, int length) {
        return ByteBuffer.allocate(HEADER_BYTES + length)
                .order(ByteOrder.BIG_ENDIAN)
                .put(kind)
                .put((byte) 0)
                .putShort((short) 0)
                .putInt(a)
                .putInt(b)
                .put(pcm, offset, length)
                .array();
    }

    private static byte[] pcmOf(byte[] message) {
        byte[] pcm = new byte[message.length - HEADER_BYTES];
        System.arraycopy(message, HEADER_BYTES, pcm, 0, pcm.length);
        return pcm;
    }
}
