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
import java.util.stream.IntStream;
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

    static Stream<Row> framing() {
        List<Row> rows = new ArrayList<>();
        for (int length : new int[] {0, 1, 125, 126, 127, 128, 65_535, 65_536, 131_072}) {
            byte[] text = bytes("*".repeat(length));
            byte[] binary = new byte[length];
            Arrays.fill(binary, (byte) 0xFE);
            rows.add(fine("5.2 text of " + length, frame(TEXT, text), echo(TEXT, text)));
            rows.add(fine("5.2 binary of " + length, frame(BINARY, binary), echo(BINARY, binary)));
        }
        rows.add(
                broken(
                        "5.2 length 16 bit where 7 would do",
                        longLength(126, 2, 5),
                        PROTOCOL_ERROR));
        rows.add(
                broken(
                        "5.2 length 64 bit where 7 would do",
                        longLength(127, 8, 5),
                        PROTOCOL_ERROR));
        rows.add(
                broken(
                        "5.2 length 64 bit with its top bit set",
                        longLength(127, 8, Long.MIN_VALUE + 5),
                        PROTOCOL_ERROR));
        rows.add(
                broken(
                        "7.4.1 frame one byte too long",
                        frame(BINARY, new byte[MAX_MESSAGE_BYTES + 1]),
                        TOO_BIG));
        rows.add(broken("7.4.1 frame that says 2^62", longLength(127, 8, 1L << 62), TOO_BIG));
        rows.add(
                fine(
                        "5.2 several frames in one segment",
                        join(frame(TEXT, bytes("a")), frame(TEXT, bytes("b"))),
                        echo(TEXT, bytes("a")),
                        echo(TEXT, bytes("b"))));
        return rows.stream();
    }

    static Stream<Row> fragments() {
        byte[] whole = bytes("fragmented");
        return Stream.of(
                fine(
                        "5.4 text in two",
                        join(part(TEXT, "frag"), last("mented")),
                        echo(TEXT, whole)),
                fine(
                        "5.4 binary in three",
                        join(part(BINARY, "fr"), part(CONTINUATION, "agm"), last("ented")),
                        echo(BINARY, whole)),
                fine("5.4 text in bytes", join(bytewise(whole), last("")), echo(TEXT, whole)),
                fine(
                        "5.4 text of empty fragments",
                        join(part(TEXT, ""), part(CONTINUATION, ""), last("")),
                        echo(TEXT, NOTHING)),
                fine(
                        "5.4 text with an empty fragment in the middle",
                        join(part(TEXT, ""), part(CONTINUATION, "fragmented"), last("")),
                        echo(TEXT, whole)),
                fine(
                        "5.4 ping between fragments",
                        join(part(TEXT, "frag"), frame(PING, bytes("p")), last("mented")),
                        echo(PONG, bytes("p")),
                        echo(TEXT, whole)),
                fine(
                        "5.4 pong between fragments",
                        join(part(TEXT, "frag"), frame(PONG, bytes("p")), last("mented")),
                        echo(TEXT, whole)),
                fine(
                        "5.4 a message after a fragmented one",
                        join(part(TEXT, "frag"), last("mented"), frame(TEXT, bytes("x"))),
                        echo(TEXT, whole),
                        echo(TEXT, bytes("x"))),
                fine(
                        "5.4 fragments up to the bound",
                        join(
                                frame(false, 0, BINARY, new byte[MAX_MESSAGE_BYTES - 1]),
                                frame(CONTINUATION, new byte[1])),
                        echo(BINARY, new byte[MAX_MESSAGE_BYTES])),
                broken(
                        "7.4.1 fragments one byte over the bound",
                        join(
                                frame(false, 0, BINARY, new byte[MAX_MESSAGE_BYTES]),
                                frame(CONTINUATION, new byte[1])),
                        TOO_BIG),
                broken("5.4 continuation of nothing", last("x"), PROTOCOL_ERROR),
                broken(
                        "5.4 unfinished continuation of nothing",
                        part(CONTINUATION, "x"),
                        PROTOCOL_ERROR),
                broken(
                        "5.4 text inside a fragmented text",
                        join(part(TEXT, "a"), frame(TEXT, bytes("b"))),
                        PROTOCOL_ERROR),
                broken(
                        "5.4 binary inside a fragmented text",
                        join(part(TEXT, "a"), part(BINARY, "b")),
                        PROTOCOL_ERROR),
                broken(
                        "5.4 continuation after the end",
                        join(part(TEXT, "frag"), last("mented"), last("x")),
                        PROTOCOL_ERROR,
                        echo(TEXT, whole)));
    }

    static Stream<Row> controlFrames() {
        byte[] longest = new byte[125];
        Arrays.fill(longest, (byte) 0xFE);
        return Stream.of(
                fine("5.5.2 ping without body", frame(PING, NOTHING), echo(PONG, NOTHING)),
                fine("5.5.2 ping with text", frame(PING, bytes("hi")), echo(PONG, bytes("hi"))),
                fine("5.5.2 ping of 125 bytes", frame(PING, longest), echo(PONG, longest)),
                fine(
                        "5.5.2 ten pings at once",
                        join(
                                IntStream.range(0, 10)
                                        .mapToObj(i -> frame(PING, bytes("p" + i)))
                                        .toArray(byte[][]::new)),
                        IntStream.range(0, 10)
                                .mapToObj(i -> echo(PONG, bytes("p" + i)))
                                .toArray(Frame[]::new)),
                fine("5.5.3 unasked pong", frame(PONG, bytes("hi"))),
                fine("5.5.3 unasked pong without body", frame(PONG, NOTHING)),
                broken("5.5 ping of 126 bytes", frame(PING, new byte[126]), PROTOCOL_ERROR),
                broken("5.5 pong of 126 bytes", frame(PONG, new byte[126]), PROTOCOL_ERROR),
                broken("5.5 close of 126 bytes", frame(CLOSE, new byte[126]), PROTOCOL_ERROR),
                broken("5.5 fragmented ping", part(PING, "x"), PROTOCOL_ERROR),
                broken("5.5 fragmented pong", part(PONG, "x"), PROTOCOL_ERROR),
                broken("5.5 fragmented close", part(CLOSE, ""), PROTOCOL_ERROR));
    }

    static Stream<Row> violations() {
        List<Row> rows = new ArrayList<>();
        for (int reserved = 1; reserved <= 7; reserved++) {
            rows.add(
                    broken(
                            "5.2 reserved bits " + reserved + " on a text",
                            frame(true, reserved, TEXT, bytes("x")),
                            PROTOCOL_ERROR));
            rows.add(
                    broken(
                            "5.2 reserved bits " + reserved + " after a good text",
                            join(frame(TEXT, bytes("ok")), frame(true, reserved, TEXT, bytes("x"))),
                            PROTOCOL_ERROR,
                            echo(TEXT, bytes("ok"))));
        }
        for (int opcode : new int[] {PING, PONG, CLOSE}) {
            rows.add(
                    broken(
                            "5.2 a reserved bit on control frame " + opcode,
                            frame(true, 4, opcode, NOTHING),
                            PROTOCOL_ERROR));
        }
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            rows.add(
                    broken(
                            "5.2 reserved opcode " + opcode,
                            frame(opcode, bytes("x")),
                            PROTOCOL_ERROR));
        }
        rows.add(broken("5.1 unmasked text", new byte[] {(byte) 0x81, 1, 'x'}, PROTOCOL_ERROR));
        rows.add(broken("5.1 unmasked ping", new byte[] {(byte) 0x89, 0}, PROTOCOL_ERROR));
        return rows.stream();
    }

    static Stream<Row> utf8() {
        List<Row> rows = new ArrayList<>();
        for (Utf8Samples.Sample valid : Utf8Samples.valid()) {
            rows.add(
                    fine(
                            "8.1 " + valid.name(),
                            frame(TEXT, valid.bytes()),
                            echo(TEXT, valid.bytes())));
            rows.add(
                    fine(
                            "8.1 " + valid.name() + " in bytes",
                            join(bytewise(valid.bytes()), last("")),
                            echo(TEXT, valid.bytes())));
        }
        for (Utf8Samples.Sample invalid : Utf8Samples.invalid()) {
            rows.add(broken("8.1 " + invalid.name(), frame(TEXT, invalid.bytes()), INVALID_UTF8));
            rows.add(
                    broken(
                            "8.1 " + invalid.name() + " in bytes",
                            join(bytewise(invalid.bytes()), last("")),
                            INVALID_UTF8));
            rows.add(
                    fine(
                            "8.1 " + invalid.name() + " is fine in a binary message",
                            frame(BINARY, invalid.bytes()),
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
                    broken(
                            "7.4 close code " + code + " which must not be sent",
                            closeFrame(code, NOTHING),
                            PROTOCOL_ERROR));
        }
        rows.add(broken("5.5.1 close without body", frame(CLOSE, NOTHING), CloseStatus.NO_STATUS));
        rows.add(broken("5.5.1 close with half a code", frame(CLOSE, new byte[1]), PROTOCOL_ERROR));
        rows.add(broken("5.5.1 close with a reason", closeFrame(NORMAL, bytes("bye")), NORMAL));
        rows.add(
                broken(
                        "5.5.1 close with the longest reason",
                        closeFrame(NORMAL, bytes("x".repeat(123))),
                        NORMAL));
        rows.add(
                broken(
                        "5.5.1 close with a reason that is not UTF-8",
                        closeFrame(NORMAL, new byte[] {(byte) 0xCE, (byte) 0xFF}),
                        INVALID_UTF8));
        rows.add(
                broken(
                        "5.5.1 text after close",
                        join(closeFrame(NORMAL, NOTHING), frame(TEXT, bytes("late"))),
                        NORMAL));
        rows.add(
                broken(
                        "5.5.1 ping after close",
                        join(closeFrame(NORMAL, NOTHING), frame(PING, bytes("late"))),
                        NORMAL));
        rows.add(
                broken(
                        "5.5.1 close after close",
                        join(closeFrame(NORMAL, NOTHING), closeFrame(1001, NOTHING)),
                        NORMAL));
        rows.add(
                broken(
                        "5.5.1 close inside a fragmented message",
                        join(part(TEXT, "frag"), closeFrame(NORMAL, NOTHING)),
                        NORMAL));
        rows.add(
                broken(
                        "7.1.7 a good text after a violation",
                        join(frame(3, NOTHING), frame(TEXT, bytes("late"))),
                        PROTOCOL_ERROR));
        return rows.stream();
    }

    private static Row fine(String paragraph, byte[] bytes, Frame... echoes) {
        return new Row(paragraph, bytes, List.of(echoes), 0);
    }

    private static Row broken(String paragraph, byte[] bytes, int closeCode, Frame... echoes) {
        return new Row(paragraph, bytes, List.of(echoes), closeCode);
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

    static byte[] bytewise(byte[] text) {
        byte[][] frames = new byte[text.length][];
        for (int i = 0; i < text.length; i++) {
            frames[i] = frame(false, 0, i == 0 ? TEXT : CONTINUATION, new byte[] {text[i]});
        }
        return join(frames);
    }

    /** Encodes a masked frame whose length takes {@code bytes} bytes after {@code marker}. */
    static byte[] longLength(int marker, int bytes, long length) {
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
