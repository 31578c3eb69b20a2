package com.ieltsaiprep.local.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ShortBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reader of a WAV file: decodes, mixes and resamples it piece by piece, so that the memory needed
 * depends on the duration only.
 */
final class WavReader implements AutoCloseable {
    private static final int MAX_MB = 512;
    private static final int MAX_MINUTES = 30;
    private static final int PIECE_BYTES = 1 << 16;

    private final SeekableByteChannel file;
    private final WavFormat format;
    private final long start;
    private final long frames;

    private WavReader(SeekableByteChannel file) throws IOException {
        this.file = file;
        WavChunks chunks = new WavChunks(file);
        start = chunks.dataStart();
        format = chunks.format();
        frames = chunks.dataBytes() / format.frameBytes();
        if (frames == 0) {
            throw Wav.notWav("it has no samples");
        }
        double minutes = frames / 60.0 / format.rate();
        if (minutes > MAX_MINUTES) {
            throw new IOException(
                    "it lasts %.1f minutes, more than %d".formatted(minutes, MAX_MINUTES));
        }
    }

    /**
     * Opens a WAV file and reads its header.
     *
     * @throws IOException if the file cannot be read, is too large or too long, or has no supported
     *     format; in the last case the message is "not a WAV: " and the reason
     */
    static WavReader open(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw Wav.notWav("it is a directory");
        }
        if (attributes.isOther()) {
            // To open a pipe would block until another program writes to it.
            throw Wav.notWav("it is a pipe or a device");
        }
        long megabytes = Math.ceilDiv(attributes.size(), 1L << 20);
        if (megabytes > MAX_MB) {
            throw new IOException("it has %d MB, more than %d".formatted(megabytes, MAX_MB));
        }
        SeekableByteChannel file = Files.newByteChannel(path);
        try {
            return new WavReader(file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Returns the sample rate of the file, Hz. */
    int sampleRate() {
        return format.rate();
    }

    /** Reads the whole recording at a sample rate of {@code hertz}; to be called once. */
    Wav read(int hertz) throws IOException {
        file.position(start);
        InputStream in = format.linear(Channels.newInputStream(file), frames);
        WavFormat linear = format.linear();
        int pieceFrames = Math.max(1, PIECE_BYTES / linear.frameBytes());
        long samples = Math.ceilDiv(frames * hertz, (long) sampleRate());
        ShortBuffer all = ShortBuffer.allocate(Math.toIntExact(samples));
        SincResampler resampler = new SincResampler(sampleRate(), hertz);
        for (long left = frames; left > 0; left -= pieceFrames) {
            int bytes = (int) Math.min(left, pieceFrames) * linear.frameBytes();
            byte[] piece = in.readNBytes(bytes);
            if (piece.length < bytes) {
                throw new EOFException("it became shorter while it was read");
            }
            short[] decoded = linear.decode(piece);
            all.put(hertz == sampleRate() ? decoded : resampler.accept(decoded));
        }
        if (hertz != sampleRate()) {
            all.put(resampler.finish());
        }
        return new Wav(hertz, all.array());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
