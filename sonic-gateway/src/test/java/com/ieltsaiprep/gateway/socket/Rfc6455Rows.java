package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.BINARY;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.CLOSE;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.CONTINUATION;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PING;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.PONG;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.TEXT;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.closeFrame;
import static com.ieltsaiprep.gateway.socket.RawWebSocket.frame;

import com.ieltsaiprep.gateway.socket.RawWebSocket.Frame;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Test cases of {@link Rfc6455IT}, named by section of the RFC. */
final class Rfc6455Rows {
    static final int MAX_MESSAGE_BYTES = 128 * 1024;
    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;
    static final int INVALID_UTF8 = 1007;
    static final int TOO_FAST = 1008;
    static final int TOO_BIG = 1009;
    static final byte[] NOTHING = {};

    /**
     * Frames to send, then the echoes and perhaps the close code. A frame is its type (text,
     * binary, continuation, ping, "o" for pong, "k" for close), as a capital if it is final, and
     * {@code :text} or {@code *number} of bytes; {@code K1000} is a close with a code.
     */
    private static final String TABLE =
            """
            5.2 several frames in one segment | T:a T:b | T:a T:b
            5.4 text in two | t:frag C:mented | T:fragmented
            5.4 binary in three | b:fr c:agm C:ented | B:fragmented
            5.4 text in bytes | t:a c:b c:c C | T:abc
            5.4 text of empty fragments | t c C | T
            5.4 text with an empty fragment in the middle | t c:fragmented C | T:fragmented
            5.4 ping between fragments | t:frag P:p C:mented | O:p T:fragmented
            5.4 pong between fragments | t:frag O:p C:mented | T:fragmented
            5.4 a message after a fragmented one | t:frag C:mented T:x | T:fragmented T:x
            5.4 fragments up to the bound | b*131071 C*1 | B*131072
            5.4 continuation of nothing | C:x | 1002
            5.4 unfinished continuation of nothing | c:x | 1002
            5.4 text inside a fragmented text | t:a T:b | 1002
            5.4 binary inside a fragmented text | t:a b:b | 1002
            5.4 continuation after the end | t:frag C:mented C:x | T:fragmented 1002
            7.4.1 frame one byte too long | B*131073 | 1009
            7.4.1 fragments one byte over the bound | b*131072 C*1 | 1009
            5.5.2 ping without body | P | O
            5.5.2 ping with text | P:hi | O:hi
            5.5.2 ping of 125 bytes | P*125 | O*125
            5.5.2 ten pings at once | P:0 P:1 P:2 P:3 P:4 P:5 P:6 P:7 P:8 P:9 \
            | O:0 O:1 O:2 O:3 O:4 O:5 O:6 O:7 O:8 O:9
            5.5.3 unasked pong | O:hi |
            5.5.3 unasked pong without body | O |
            5.5 ping of 126 bytes | P*126 | 1002
            5.5 pong of 126 bytes | O*126 | 1002
            5.5 close of 126 bytes | K*126 | 1002
            5.5 fragmented ping | p:x | 1002
            5.5 fragmented pong | o:x | 1002
            5.5 fragmented close | k | 1002
            5.5.1 close without body | K | 1005
            5.5.1 close with half a code | K*1 | 1002
            5.5.1 close with a reason | K1000:bye | 1000
            5.5.1 close with the longest reason | K1000*123 | 1000
            5.5.1 text after close | K1000 T:late | 1000
            5.5.1 ping after close | K1000 P:late | 1000
            5.5.1 close after close | K1000 K1001 | 1000
            5.5.1 close inside a fragmented message | t:frag K1000 | 1000
            """;

    /**
     * Bytes to send and the expected answer.
     *
     * @param echoes data messages and pongs, in order
     * @param closeCode of the close frame, after which the server ends the connection; 0 if the
     *     connection must still work
     */
    record Row(String paragraph, byte[] bytes, List<Frame> echoes, int closeCode) {
        @Override
        public String toString() {
            return paragraph;
        }
    }

    private Rfc6455Rows() {}

    static Stream<Row> table() {
        return TABLE.lines().map(Rfc6455Rows::row);
    }

    static Stream<Row> lengths() {
        List<Row> rows = new ArrayList<>();
        for (int length : new int[] {0, 1, 125, 126, 127, 128, 65_535, 65_536, 131_072}) {
            byte[] text = bytes("*".repeat(length));
            byte[] binary = new byte[length];
            Arrays.fill(binary, (byte) 0xFE);
            rows.add(fine("5.2 text of " + length, frame(TEXT, text), echo(TEXT, text)));
            rows.add(fine("5.2 binary of " + length, frame(BINARY, binary), echo(BINARY, binary)));
        }
        rows.add(violation("5.2 length 16 bit where 7 would do", longLength(126, 2, 5)));
        rows.add(violation("5.2 length 64 bit where 7 would do", longLength(127, 8, 5)));
        rows.add(
                violation(
                        "5.2 length 64 bit with its top bit set",
                        longLength(127, 8, Long.MIN_VALUE + 5)));
        rows.add(broken("7.4.1 frame that says 2^62", longLength(127, 8, 1L << 62), TOO_BIG));
        return rows.stream();
    }

    static Stream<Row> violations() {
        List<Row> rows = new ArrayList<>();
        byte[] good = frame(TEXT, bytes("ok"));
        for (int reserved = 1; reserved <= 7; reserved++) {
            String name = "5.2 reserved bits " + reserved;
            byte[] bad = frame(true, reserved, TEXT, bytes("x"));
            rows.add(violation(name + " on a text", bad));
            rows.add(
                    violation(
                            name + " after a good text", join(good, bad), echo(TEXT, bytes("ok"))));
        }
        for (int opcode : new int[] {PING, PONG, CLOSE}) {
            rows.add(
                    violation(
                            "5.2 a reserved bit on control frame " + opcode,
                            frame(true, 4, opcode, NOTHING)));
        }
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            rows.add(violation("5.2 reserved opcode " + opcode, frame(opcode, bytes("x"))));
        }
        rows.add(violation("7.1.7 a good text after a violation", join(frame(3, NOTHING), good)));
        rows.add(violation("5.1 unmasked text", new byte[] {(byte) 0x81, 1, 'x'}));
        rows.add(violation("5.1 unmasked ping", new byte[] {(byte) 0x89, 0}));
        return rows.stream();
    }

    static Stream<Row> utf8() {
        List<Row> rows = new ArrayList<>();
        for (Utf8Samples.Sample valid : Utf8Samples.valid()) {
            String name = "8.1 " + valid.name();
            Frame echo = echo(TEXT, valid.bytes());
            rows.add(fine(name, frame(TEXT, valid.bytes()), echo));
            rows.add(fine(name + " in bytes", bytewise(valid.bytes()), echo));
        }
        for (Utf8Samples.Sample invalid : Utf8Samples.invalid()) {
            String name = "8.1 " + invalid.name();
            byte[] binary = frame(BINARY, invalid.bytes());
            rows.add(broken(name, frame(TEXT, invalid.bytes()), INVALID_UTF8));
            rows.add(broken(name + " in bytes", bytewise(invalid.bytes()), INVALID_UTF8));
            rows.add(
                    fine(
                            name + " is fine in a binary message",
                            binary,
                            echo(BINARY, invalid.bytes())));
        }
        return rows.stream();
    }

    static Stream<Row> closing() {
        List<Row> rows = new ArrayList<>();
        for (int code :
                new int[] {
                    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000,
                    3999, 4000, 4999
                }) {
            rows.add(broken("7.4 close code " + code, closeFrame(code, NOTHING), code));
        }
        for (int code :
                new int[] {
                    0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32_768, 65_535
                }) {
            rows.add(
                    violation(
                            "7.4 close code " + code + " which must not be sent",
                            closeFrame(code, NOTHING)));
        }
        rows.add(
                broken(
                        "5.5.1 close with a reason that is not UTF-8",
                        closeFrame(NORMAL, new byte[] {(byte) 0xCE, (byte) 0xFF}),
                        INVALID_UTF8));
        return rows.stream();
    }

    private static Row row(String line) {
        String[] cells = line.split(" *\\| *", -1);
        byte[] sent = join(words(cells[1]).map(Rfc6455Rows::encode).toArray(byte[][]::new));
        List<Frame> echoes =
                words(cells[2])
                        .filter(word -> !isNumber(word))
                        .map(RowFrame::of)
                        .map(frame -> echo(frame.opcode, frame.payload))
                        .toList();
        int code = words(cells[2]).filter(Rfc6455Rows::isNumber).mapToInt(Integer::parseInt).sum();
        return new Row(cells[0], sent, echoes, code);
    }

    private static Stream<String> words(String cell) {
        return Arrays.stream(cell.split(" ")).filter(word -> !word.isEmpty());
    }

    private static boolean isNumber(String word) {
        return Character.isDigit(word.charAt(0));
    }

    private static byte[] encode(String word) {
        RowFrame frame = RowFrame.of(word);
        return frame(frame.fin, 0, frame.opcode, frame.payload);
    }

    /** Frame of the table. */
    private record RowFrame(boolean fin, int opcode, byte[] payload) {
        static RowFrame of(String word) {
            int opcode =
                    switch (word.toLowerCase(Locale.ROOT).charAt(0)) {
                        case 't' -> TEXT;
                        case 'b' -> BINARY;
                        case 'c' -> CONTINUATION;
                        case 'p' -> PING;
                        case 'o' -> PONG;
                        case 'k' -> CLOSE;
                        default -> throw new IllegalArgumentException(word);
                    };
            int at = Math.max(word.indexOf(':'), word.indexOf('*'));
            String code = word.substring(1, at < 0 ? word.length() : at);
            String rest = at < 0 ? "" : word.substring(at + 1);
            boolean repeated = at > 0 && word.charAt(at) == '*';
            byte[] payload = bytes(repeated ? "x".repeat(Integer.parseInt(rest)) : rest);
            if (!code.isEmpty()) {
                int number = Integer.parseInt(code);
                payload = join(new byte[] {(byte) (number >> 8), (byte) number}, payload);
            }
            return new RowFrame(Character.isUpperCase(word.charAt(0)), opcode, payload);
        }
    }

    private static Row fine(String paragraph, byte[] bytes, Frame... echoes) {
        return new Row(paragraph, bytes, List.of(echoes), 0);
    }

    private static Row broken(String paragraph, byte[] bytes, int closeCode) {
        return new Row(paragraph, bytes, List.of(), closeCode);
    }

    private static Row violation(String paragraph, byte[] bytes, Frame... echoes) {
        return new Row(paragraph, bytes, List.of(echoes), PROTOCOL_ERROR);
    }

    static Frame echo(int opcode, byte[] payload) {
        return new Frame(true, 0, opcode, payload);
    }

    static byte[] part(int opcode, String text) {
        return frame(false, 0, opcode, bytes(text));
    }

    static byte[] last(String text) {
        return frame(CONTINUATION, bytes(text));
    }

    /** Encodes a text of which each byte is a fragment, and an empty last one. */
    private static byte[] bytewise(byte[] text) {
        byte[][] frames = new byte[text.length + 1][];
        for (int i = 0; i < text.length; i++) {
            frames[i] = frame(false, 0, i == 0 ? TEXT : CONTINUATION, new byte[] {text[i]});
        }
        frames[text.length] = last("");
        return join(frames);
    }

    /** Encodes a masked frame whose length takes {@code bytes} bytes after {@code marker}. */
    private static byte[] longLength(int marker, int bytes, long length) {
        byte[] start = new byte[2 + bytes + 4];
        start[0] = (byte) (0x80 | TEXT);
        start[1] = (byte) (0x80 | marker);
        for (int i = 0; i < bytes; i++) {
            start[2 + i] = (byte) (length >> (8 * (bytes - 1 - i)));
        }
        return join(start, new byte[5]);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
