package com.ieltsaiprep.gateway.socket;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples of valid and invalid UTF-8, by table 3-7 of the Unicode standard, "Well-Formed UTF-8 Byte
 * Sequences". Its limits are valid; one step outside of them, and every truncation, is not.
 */
final class Utf8Samples {

    record Sample(String name, byte[] bytes) {}

    private Utf8Samples() {}

    static List<Sample> valid() {
        List<Sample> samples = new ArrayList<>();
        for (int codePoint :
                new int[] {
                    0x00, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD000, 0xD7FF, 0xE000,
                    0xFFFD, 0xFFFE, 0xFFFF, 0x10000, 0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFF
                }) {
            samples.add(new Sample("U+%04X".formatted(codePoint), between(encode(codePoint))));
        }
        return samples;
    }

    static List<Sample> invalid() {
        List<Sample> samples = new ArrayList<>();
        int[][] sequences = {
            {0x80},
            {0xBF},
            {0xC0, 0x80},
            {0xC1, 0xBF},
            {0xC2, 0x7F},
            {0xC2, 0xC0},
            {0xE0, 0x9F, 0xBF},
            {0xE1, 0x80, 0x7F},
            {0xED, 0xA0, 0x80},
            {0xED, 0xBF, 0xBF},
            {0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80},
            {0xF0, 0x8F, 0xBF, 0xBF},
            {0xF1, 0x80, 0x80, 0xC0},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF5, 0x80, 0x80, 0x80},
            {0xF8, 0x88, 0x80, 0x80, 0x80},
            {0xFC, 0x84, 0x80, 0x80, 0x80, 0x80},
            {0xFE},
            {0xFF}
        };
        for (int[] sequence : sequences) {
            byte[] bytes = bytes(sequence);
            samples.add(new Sample("bytes " + name(bytes), between(bytes)));
        }
        for (int codePoint : new int[] {0x80, 0x800, 0x10000}) {
            byte[] whole = encode(codePoint);
            for (int length = 1; length < whole.length; length++) {
                byte[] cut = java.util.Arrays.copyOf(whole, length);
                samples.add(new Sample("cut " + name(cut), cut));
                samples.add(new Sample("cut in a text " + name(cut), between(cut)));
            }
        }
        return samples;
    }

    /** Encodes by the definition of UTF-8, independently of a library's encoder. */
    private static byte[] encode(int c) {
        if (c < 0x80) {
            return bytes(c);
        }
        if (c < 0x800) {
            return bytes(0xC0 | (c >> 6), tail(c));
        }
        if (c < 0x10000) {
            return bytes(0xE0 | (c >> 12), tail(c >> 6), tail(c));
        }
        return bytes(0xF0 | (c >> 18), tail(c >> 12), tail(c >> 6), tail(c));
    }

    private static int tail(int bits) {
        return 0x80 | (bits & 0x3F);
    }

    private static byte[] between(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('<');
        out.writeBytes(bytes);
        out.write('>');
        return out.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static String name(byte[] bytes) {
        return java.util.HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }
}
