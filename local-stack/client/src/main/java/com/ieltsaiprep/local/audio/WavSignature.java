package com.ieltsaiprep.local.audio;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** File signature check: recognises a WAV file by its first bytes, and names what others are. */
final class WavSignature {
    /** Length of the signature, bytes. */
    static final int BYTES = 12;

    /** Kind of file that is not a WAV, with the regular expression that its first bytes match. */
    private record Other(Pattern head, String reason) {
        Other(String head, String reason) {
            this(Pattern.compile(head, Pattern.DOTALL), reason);
        }
    }

    private static final Pattern WAV = Pattern.compile("(RIFF|RF64|BW64)....WAVE", Pattern.DOTALL);

    private static final List<Other> OTHERS =
            List.of(
                    new Other("RIFX", "it is a RIFX file"),
                    new Other("RIFF|RF64|BW64", "it is RIFF, but not WAVE"),
                    new Other("riff", "it is a Wave64 file"),
                    new Other("FORM....AIF[FC]", "it is an AIFF file"),
                    new Other("\\.snd", "it is an AU file"),
                    new Other("caff", "it is a CAF file"),
                    new Other("OggS", "it is an Ogg file"),
                    new Other("fLaC", "it is a FLAC file"),
                    new Other("....ftyp", "it is an MP4 file"),
                    new Other("\\x1A\\x45\\xDF\\xA3", "it is a WebM file"),
                    new Other("\\xFF[\\xE2\\xE3\\xF2\\xF3\\xFA\\xFB]", "it is an MP3 file"),
                    new Other("\\xFF[\\xF0\\xF1\\xF8\\xF9]", "it is an AAC file"),
                    new Other("ID3", "it begins with an ID3 tag, as MP3 files do"),
                    new Other("\\xEF\\xBB\\xBF", "it begins with a byte order mark, as text does"));

    private WavSignature() {}

    /**
     * Checks that a file is RIFF, RF64 or BW64 of the form WAVE.
     *
     * @param head the first 12 bytes as ISO 8859-1, or all of a shorter file
     * @throws IOException if it is not, with a message "not a WAV: …" that says what it is
     */
    static void check(String head) throws IOException {
        if (head.isEmpty()) {
            throw Wav.notWav("it is empty");
        }
        if (head.length() < BYTES) {
            throw Wav.notWav("it has only " + head.length() + " bytes");
        }
        if (!WAV.matcher(head).matches()) {
            throw Wav.notWav(
                    OTHERS.stream()
                            .filter(other -> other.head.matcher(head).lookingAt())
                            .map(Other::reason)
                            .findFirst()
                            .orElse("it does not begin with RIFF and WAVE"));
        }
    }
}
