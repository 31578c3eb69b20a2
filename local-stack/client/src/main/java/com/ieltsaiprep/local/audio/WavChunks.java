package com.ieltsaiprep.local.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Chunk parser of a WAV file: finds format and samples, in any order, and trusts no length that the
 * file does not have. Tolerates a recorder that was killed or streamed and so never wrote its
 * lengths, and an odd chunk without its pad byte.
 *
 * <p>Besides RIFF it reads RF64 and BW64, whose chunk {@code ds64} has the lengths that do not fit
 * into 32 bits (EBU Tech 3306, ITU-R BS.2088).
 */
final class WavChunks {
    private static final int MAX_CHUNKS = 1_000;
    private static final int HEADER_BYTES = 8;

    /** Length of a chunk whose writer did not know it, or left it to {@code ds64}. */
    private static final long UNKNOWN = 0xFFFF_FFFFL;

    /** Chunks that are recognised where a pad byte should be. */
    private static final Set<String> COMMON =
            Set.of("fmt ", "data", "fact", "LIST", "JUNK", "bext", "cue ", "PEAK");

    /** Chunk in the file, with the length that its header claims. */
    private record Chunk(String id, long start, long claimed) {
        long end() {
            return start + claimed;
        }
    }

    private final SeekableByteChannel file;
    private final long size;
    private final List<Chunk> chunks = new ArrayList<>();
    private final long end;

    /**
     * Finds the chunks of a WAV file.
     *
     * @throws IOException if the file cannot be read; or, with a message "not a WAV: …" that says
     *     why, if it is not a WAV file
     */
    WavChunks(SeekableByteChannel file) throws IOException {
        this.file = file;
        size = file.size();
        WavSignature.check(text(0, WavSignature.BYTES));
        end = scan();
    }

    /** Collects the chunks, and returns the position at which no further chunk begins. */
    private long scan() throws IOException {
        long at = WavSignature.BYTES;
        while (at + HEADER_BYTES <= size) {
            String id = text(at, 4);
            if (!id.matches("[ -~]{4}")) {
                return at;
            }
            if (chunks.size() == MAX_CHUNKS) {
                throw Wav.notWav("it has more than " + MAX_CHUNKS + " chunks");
            }
            long claimed = Integer.toUnsignedLong(read(at + 4, 4).getInt());
            Chunk chunk = new Chunk(id, at + HEADER_BYTES, claimed);
            chunks.add(chunk);
            at = chunk.end();
            if (claimed % 2 == 1 && !COMMON.contains(text(at, 4))) {
                at++;
            }
        }
        return at;
    }

    /** Parses the format chunk. */
    WavFormat format() throws IOException {
        Chunk chunk = only("fmt ", "format");
        return WavFormat.parse(read(chunk.start, Math.min(chunk.claimed, WavFormat.BYTES)));
    }

    /** Returns the position of the first sample in the file, bytes. */
    long dataStart() throws IOException {
        return data().start;
    }

    /** Returns the length of the samples, bytes; the rest of the file if no length is known. */
    long dataBytes() throws IOException {
        Chunk data = data();
        long rest = size - data.start;
        long claimed = data.claimed == UNKNOWN ? longDataBytes() : data.claimed;
        boolean isWhole = end == size || end == size + 1;
        boolean unwritten = claimed == 0 && !isWhole;
        return unwritten || claimed < 0 ? rest : Math.min(claimed, rest);
    }

    /** Returns the length in {@code ds64}; 0 or less if there is none. */
    private long longDataBytes() throws IOException {
        Chunk sizes = chunks.getFirst();
        ByteBuffer content = read(sizes.start, 16);
        return sizes.id.equals("ds64") && content.remaining() == 16 ? content.getLong(8) : -1;
    }

    private Chunk data() throws IOException {
        return only("data", "data");
    }

    private Chunk only(String id, String name) throws IOException {
        List<Chunk> found = chunks.stream().filter(chunk -> chunk.id.equals(id)).toList();
        if (found.size() > 1) {
            throw Wav.notWav("it has more than one " + id.strip() + " chunk");
        }
        if (found.isEmpty()) {
            throw Wav.notWav(absenceOf(name));
        }
        return found.getFirst();
    }

    /** Says why a chunk was not found. */
    private String absenceOf(String name) {
        if (!chunks.isEmpty() && chunks.getLast().end() > size) {
            Chunk last = chunks.getLast();
            return "its %s chunk claims %d bytes, but %d follow"
                    .formatted(last.id.strip(), last.claimed, size - last.start);
        }
        return end < size ? "there is no chunk at byte " + end : "it has no " + name;
    }

    private String text(long at, int length) throws IOException {
        return StandardCharsets.ISO_8859_1.decode(read(at, length)).toString();
    }

    /** Reads some bytes; fewer at the end of the file. */
    private ByteBuffer read(long at, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(at);
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            // Reads on.
        }
        return bytes.flip();
    }
}
