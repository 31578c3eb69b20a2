package com.ieltsaiprep.gateway.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Codec of the binary audio frames of both directions: a header of 12 bytes in network byte order,
 * then PCM16 mono, little-endian. Byte 0 of the header is the kind; bytes 1 to 3 are sent as zero
 * and ignored by the receiver. Two unsigned 32-bit numbers follow: {@code sequence} and {@code
 * captureMs} of an {@link Uplink}, {@code epoch} and {@code sequence} of a {@link Downlink}.
 */
public final class AudioFrame {
    /**
     * Length of an audio frame's header, bytes; a multiple of 4, so that the samples after it are
     * aligned.
     */
    public static final int HEADER_BYTES = 12;

    /** Kind byte of a frame of microphone audio: PCM16 at 16 kHz. */
    public static final byte UPLINK_PCM_16K = 0x01;

    /** Kind byte of a frame of the examiner's voice: PCM16 at 24 kHz. */
    public static final byte DOWNLINK_PCM_24K = 0x02;

    /** Sample rate of microphone audio, Hz. */
    public static final int UPLINK_HZ = 16_000;

    /** Sample rate of the examiner's voice, Hz. */
    public static final int DOWNLINK_HZ = 24_000;

    /** Number of bytes in 1 ms of microphone audio. */
    public static final int UPLINK_BYTES_PER_MS = UPLINK_HZ / 1000 * 2;

    /** Number of bytes in 1 ms of the examiner's voice. */
    public static final int DOWNLINK_BYTES_PER_MS = DOWNLINK_HZ / 1000 * 2;

    /** Least audio in a frame from the microphone, ms. */
    public static final int UPLINK_MIN_MS = 20;

    /** Most audio in a frame from the microphone, ms. */
    public static final int UPLINK_MAX_MS = 40;

    private AudioFrame() {}

    /**
     * Frame of microphone audio, from the client to the gateway.
     *
     * @param sequence number of the frame in its conversation, from 0 without gaps; unsigned, wraps
     *     after 2^32
     * @param captureMs time at which the first sample was captured, ms on a monotonic clock of the
     *     client; unsigned, wraps after 2^32
     * @param pcm 20 to 40 ms of PCM16 mono, little-endian, at 16 kHz: 640 to 1,280 bytes; not
     *     copied
     */
    public record Uplink(int sequence, int captureMs, byte[] pcm) {
        /** Encodes the frame as a binary WebSocket message, as a client sends it. */
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
     * Frame of the examiner's voice, from the gateway to the client.
     *
     * @param epoch number of the reply that the audio belongs to, from 1
     * @param sequence number of the frame on its connection, from 0 without gaps
     * @param pcm PCM16 mono, little-endian, at 24 kHz; not copied
     */
    public record Downlink(int epoch, int sequence, byte[] pcm) {
        @Override
        public String toString() {
            return "Downlink[epoch=%d, sequence=%d, %d bytes]"
                    .formatted(epoch, sequence, pcm.length);
        }
    }

    /**
     * Decodes a frame of microphone audio from a binary WebSocket message.
     *
     * @return empty if the message is not such a frame: another kind, an odd number of bytes, or
     *     not between 20 and 40 ms of audio
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
     * Decodes a frame of the examiner's voice from a binary WebSocket message, as a client does.
     *
     * @return empty if the message is not such a frame: another kind, an odd number of bytes, or no
     *     audio
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

    /**
     * Encodes a frame of the examiner's voice as a binary WebSocket message.
     *
     * @param epoch number of the reply that the audio belongs to
     * @param sequence number of the frame on its connection
     * @param pcm PCM16 mono, little-endian, at 24 kHz
     * @param offset position of the frame's first byte in {@code pcm}
     * @param length length of the frame's audio, bytes
     */
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
