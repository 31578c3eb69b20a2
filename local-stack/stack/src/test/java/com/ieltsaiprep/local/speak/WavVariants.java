package com.ieltsaiprep.local.speak;

import static com.ieltsaiprep.local.audio.WavBytes.EXTENSIBLE;
import static com.ieltsaiprep.local.audio.WavBytes.FLOAT;
import static com.ieltsaiprep.local.audio.WavBytes.PCM;
import static com.ieltsaiprep.local.audio.WavBytes.ascii;
import static com.ieltsaiprep.local.audio.WavBytes.begin;
import static com.ieltsaiprep.local.audio.WavBytes.encode;
import static com.ieltsaiprep.local.audio.WavBytes.le;
import static com.ieltsaiprep.local.audio.WavBytes.riff;

import com.ieltsaiprep.local.audio.Wav;
import com.ieltsaiprep.local.audio.WavBytes;
import com.ieltsaiprep.local.client.SyntheticVoice;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Table of ordinary, odd and broken WAV files, most of them with the same second of speech. */
final class WavVariants {
    private static final long UNKNOWN = 0xFFFF_FFFFL;
    private static final byte[] ODD_LIST = ascii("INFOISFT\3\0\0\0Rec");

    private final Map<String, Variant> table = new LinkedHashMap<>();
    private final Wav speech = new Wav(16_000, new SyntheticVoice(3).utterance(900, 100).samples());
    private final byte[] data = encode(PCM, 16, samples(16_000));

    /** Content of a file and the reason for which it is refused, or "" if it is played. */
    record Variant(byte[] file, String refusal) {}

    private WavVariants() {}

    /** Returns the variants by their names. */
    static Map<String, Variant> table() {
        WavVariants variants = new WavVariants();
        variants.addEncodings();
        variants.addRates();
        variants.addLengths();
        variants.addChunks();
        variants.addFormatFaults();
        variants.addChunkFaults();
        variants.addOtherFiles();
        return variants.table;
    }

    /** Returns the variants that have the samples {@link #speech()}, but for a truncated one. */
    static Map<String, Variant> framings() {
        WavVariants variants = new WavVariants();
        variants.addLengths();
        variants.addChunks();
        variants.table.values().removeIf(variant -> !variant.refusal.isEmpty());
        return variants.table;
    }

    static short[] speech() {
        return new WavVariants().speech.samples();
    }

    /** Returns the beginning of an ordinary file whose samples have {@code length} bytes. */
    static byte[] beginning(int hertz, int bits, long length) {
        return riff().format(PCM, 1, hertz, bits)
                .chunk("data", length, new WavVariants().data)
                .bytes();
    }

    private void addEncodings() {
        for (int bits : new int[] {8, 12, 16, 20, 24, 32}) {
            played("PCM " + bits, encoded(PCM, bits, 1));
        }
        played("extensible PCM", encoded(EXTENSIBLE, 24, 1));
        played("float", encoded(FLOAT, 32, 1));
        played("float of 64 bits", encoded(FLOAT, 64, 1));
        played("stereo", encoded(PCM, 16, 2));
        played("nine channels", encoded(PCM, 24, 9));
        for (int law : new int[] {6, 7}) {
            byte[] noise = new byte[16_000];
            Arrays.fill(noise, (byte) (law == 6 ? 0xD5 : 0xFF));
            for (int i = 4_000; i < 12_000; i++) {
                noise[i] = (byte) (i * 37);
            }
            played("law " + law, riff().format(law, 1, 16_000, 8).chunk("data", noise));
        }
    }

    private void addRates() {
        for (int hertz : new int[] {4_000, 8_000, 44_100, 44_101, 383_999, 384_000}) {
            byte[] resampled = encode(PCM, 16, samples(Math.ceilDiv(hertz, 1_000) * 1_000));
            played(hertz + " Hz", riff().format(PCM, 1, hertz, 16).chunk("data", resampled));
        }
        for (long hertz : new long[] {0, 1, 3_999, 384_001, 0x7FFF_FFFF, UNKNOWN}) {
            refused(
                    hertz + " Hz",
                    "its sample rate is " + hertz + " Hz, but must be 4000 to 384000",
                    riff().format(PCM, 1, hertz, 16).chunk("data", data));
        }
    }

    private void addLengths() {
        byte[] cut = Arrays.copyOf(data, 19_999);
        played("truncated in a sample", ordinary().chunk("data", data.length, cut));
        played("streamed", ordinary().chunk("data", UNKNOWN, data));
        played("size 0x7FFFFFFF", ordinary().chunk("data", 0x7FFF_FFFF, data));
        played("recorder killed", ordinary().chunk("data", 0, data));
        played("RF64", rf64("RF64", data.length, UNKNOWN).chunk("LIST", ODD_LIST));
        played("RF64, recorder killed", rf64("RF64", 0, UNKNOWN));
        played("RF64, streamed", rf64("RF64", -1, UNKNOWN));
        played("RF64 with a size of 32 bits", rf64("RF64", 0, data.length));
        played(
                "RF64 without ds64",
                begin("RF64", "WAVE").format(PCM, 1, 16_000, 16).chunk("data", UNKNOWN, data));
        played("BW64", rf64("BW64", data.length, UNKNOWN));
        refused("no samples", "it has no samples", ordinary().chunk("data"));
        refused("list only", "it has no samples", ordinary().chunk("data").chunk("LIST", ODD_LIST));
        refused("half a sample", "it has no samples", ordinary().chunk("data", UNKNOWN, (byte) 1));
    }

    private void addChunks() {
        played("odd chunk", ordinary().chunk("LIST", ODD_LIST).chunk("data", data));
        played(
                "odd chunk without its pad byte",
                ordinary().chunk("LIST", ODD_LIST.length, ODD_LIST).chunk("data", data));
        WavBytes broadcast = riff().chunk("JUNK", new byte[28]).chunk("bext", new byte[602]);
        played("broadcast", broadcast.format(PCM, 1, 16_000, 16).chunk("data", data));
        played("data first", riff().chunk("data", data).format(PCM, 1, 16_000, 16));
        played("list after the data", ordinary().chunk("data", data).chunk("LIST", ODD_LIST));
        played("junk after the data", ordinary().chunk("data", data).raw(new byte[11]));
        played("overlong chunk at the end", ordinary().chunk("data", data).chunk("LIST", UNKNOWN));
        played("alignment 0", riff().format(PCM, 1, 16_000, 16, 0).chunk("data", data));
    }

    private void addFormatFaults() {
        refused(
                "no channels",
                "it has 0 channels",
                riff().format(PCM, 0, 16_000, 16).chunk("data", data));
        refused("0 bits", "its encoding is PCM of 0 bits", faulty(PCM, 0));
        refused("4 bits", "its encoding is PCM of 4 bits", faulty(PCM, 4));
        refused("64 bits", "its encoding is PCM of 64 bits", faulty(PCM, 64));
        refused("float of 16 bits", "its encoding is float of 16 bits", faulty(FLOAT, 16));
        refused("ADPCM", "its encoding is IMA ADPCM", faulty(0x11, 4));
        refused("MP3 in RIFF", "its encoding is MP3", faulty(0x55, 0));
        refused(
                "encoding 4660",
                "its encoding is number 4660, which is not supported",
                faulty(0x1234, 16));
        refused(
                "24 bits in 4 bytes",
                "its block alignment is 4 bytes instead of 3",
                riff().format(PCM, 1, 16_000, 24, 4).chunk("data", data));
        byte[] format = Arrays.copyOfRange(ordinary().bytes(), 20, 36);
        refused(
                "short format",
                "its format has only 14 bytes",
                riff().chunk("fmt ", Arrays.copyOf(format, 14)).chunk("data", data));
        byte[] extensible = Arrays.copyOf(format, 18);
        extensible[0] = (byte) 0xFE;
        extensible[1] = (byte) 0xFF;
        refused(
                "short extensible format",
                "its format has only 18 bytes",
                riff().chunk("fmt ", extensible).chunk("data", data));
    }

    private void addChunkFaults() {
        refused("no data", "it has no data", ordinary());
        refused("no format", "it has no format", riff().chunk("data", data));
        refused(
                "two data chunks",
                "it has more than one data chunk",
                ordinary().chunk("data", data).chunk("data", data));
        refused(
                "two formats",
                "it has more than one fmt chunk",
                ordinary().format(PCM, 1, 8_000, 16).chunk("data", data));
        refused(
                "overlong list",
                "its LIST chunk claims 4294967295 bytes, but 32008 follow",
                ordinary().chunk("LIST", UNKNOWN).chunk("data", data));
        refused(
                "overlong format",
                "its fmt chunk claims 2147483647 bytes",
                riff().chunk("fmt ", 0x7FFF_FFFF, Arrays.copyOfRange(ordinary().bytes(), 20, 36))
                        .chunk("data", data));
        refused(
                "no chunk",
                "there is no chunk at byte 36",
                ordinary().raw(new byte[6]).chunk("data", data));
        refused(
                "control characters",
                "there is no chunk at byte 36",
                ordinary().chunk("\33[2J", data));
        WavBytes tiny = riff();
        for (int i = 0; i < 100_000; i++) {
            tiny.chunk("JUNK");
        }
        refused("100,000 chunks", "it has more than 1000 chunks", tiny);
        refused("RIFF only", "it has only 4 bytes", raw("RIFF"));
        refused("header only", "it has no data", riff());
    }

    private void addOtherFiles() {
        refused("empty", "it is empty", raw(""));
        refused("text", "it does not begin with RIFF and WAVE", raw("hello, this is no recording"));
        refused(
                "UTF-16",
                "it does not begin with RIFF and WAVE",
                raw("\377\376h\0e\0l\0l\0o\0!\0"));
        refused(
                "byte order mark",
                "it begins with a byte order mark, as text does",
                raw("\357\273\277RIFF????WAVEfmt "));
        refused(
                "ID3 tag",
                "it begins with an ID3 tag, as MP3 files do",
                raw("ID3\4\0\0\0\0\0\12 RIFF????WAVE"));
        refused("MP3", "it is an MP3 file", raw("\377\373\220\0 and more than twelve"));
        refused("AAC", "it is an AAC file", raw("\377\361\120\0 and more than twelve"));
        refused("AIFF", "it is an AIFF file", raw("FORM????AIFFCOMM"));
        refused("AIFC", "it is an AIFF file", raw("FORM????AIFCCOMM"));
        refused("Ogg", "it is an Ogg file", raw("OggS and more than twelve"));
        refused("FLAC", "it is a FLAC file", raw("fLaC and more than twelve"));
        refused("WebM", "it is a WebM file", raw("\32\105\337\243 and more than twelve"));
        refused("MP4", "it is an MP4 file", raw("\0\0\0 ftypM4A isom"));
        refused("AU", "it is an AU file", raw(".snd and more than twelve"));
        refused("CAF", "it is a CAF file", raw("caff and more than twelve"));
        refused("Wave64", "it is a Wave64 file", raw("riff and more than twelve"));
        refused("big-endian", "it is a RIFX file", raw("RIFX????WAVEfmt "));
        refused("AVI", "it is RIFF, but not WAVE", raw("RIFF????AVI LIST"));
    }

    private void played(String name, WavBytes file) {
        table.put(name, new Variant(file.bytes(), ""));
    }

    private void refused(String name, String reason, WavBytes file) {
        table.put(name, new Variant(file.bytes(), "not a WAV: " + reason));
    }

    private WavBytes encoded(int encoding, int bits, int channels) {
        double[] mono = samples(16_000);
        double[] all = new double[mono.length * channels];
        Arrays.setAll(all, i -> mono[i / channels]);
        return riff().format(encoding, channels, 16_000, bits)
                .chunk("data", encode(encoding, bits, all));
    }

    private WavBytes faulty(int encoding, int bits) {
        return riff().format(encoding, 1, 16_000, bits).chunk("data", data);
    }

    private static WavBytes ordinary() {
        return riff().format(PCM, 1, 16_000, 16);
    }

    private WavBytes rf64(String id, long size64, long size32) {
        byte[] sizes = Arrays.copyOf(le(8, -1), 28);
        System.arraycopy(le(8, size64), 0, sizes, 8, 8);
        return begin(id, "WAVE")
                .chunk("ds64", sizes)
                .format(PCM, 1, 16_000, 16)
                .chunk("data", size32, data);
    }

    private static WavBytes raw(String text) {
        return WavBytes.nothing().raw(ascii(text));
    }

    private double[] samples(int hertz) {
        short[] samples = speech.at(hertz).samples();
        double[] values = new double[samples.length];
        Arrays.setAll(values, i -> samples[i] / 32_768.0);
        return values;
    }
}
