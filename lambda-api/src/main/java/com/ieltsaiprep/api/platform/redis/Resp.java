package com.ieltsaiprep.api.platform.redis;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Codec of the Redis protocol, version 2 (RESP2), for single commands and their replies; replies
 * that are arrays are refused.
 */
final class Resp {
    /** The longest string that is accepted, bytes. */
    static final int MAX_TEXT = 64 * 1_024;

    private static final int MAX_LINE = 512;

    private Resp() {}

    /** Encodes a command. */
    static byte[] command(List<String> words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        line(bytes, "*" + words.size());
        for (String word : words) {
            byte[] text = word.getBytes(StandardCharsets.UTF_8);
            line(bytes, "$" + text.length);
            bytes.writeBytes(text);
            line(bytes, "");
        }
        return bytes.toByteArray();
    }

    private static void line(ByteArrayOutputStream bytes, String text) {
        bytes.writeBytes((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Decodes one reply, and reads no byte more.
     *
     * @throws ProtocolException if it is none, or a longer one than is taken
     */
    static RespReply read(InputStream in) throws IOException {
        String line = readLine(in);
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> new RespReply.Text(rest);
            case '-' -> new RespReply.Refused(rest.split(" ", 2)[0]);
            case ':' -> new RespReply.Count(number(rest));
            case '$' -> text(in, number(rest));
            default -> throw new ProtocolException("an answer of an unknown kind");
        };
    }

    private static RespReply text(InputStream in, long length) throws IOException {
        if (length == -1) {
            return new RespReply.Nothing();
        }
        if (length < 0 || length > MAX_TEXT) {
            throw new ProtocolException("a text of " + length + " bytes");
        }
        byte[] text = in.readNBytes((int) length);
        if (text.length < length) {
            throw new EOFException("a text that breaks off");
        }
        if (in.read() != '\r' || in.read() != '\n') {
            throw new ProtocolException("a text that does not end where it said");
        }
        return new RespReply.Text(new String(text, StandardCharsets.UTF_8));
    }

    private static long number(String text) throws ProtocolException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new ProtocolException("not a number");
        }
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("no answer");
            }
            if (line.length() == MAX_LINE) {
                throw new ProtocolException("a line that is too long");
            }
            line.append((char) next);
        }
        if (in.read() != '\n' || line.isEmpty()) {
            throw new ProtocolException("not a line");
        }
        return line.toString();
    }
}
