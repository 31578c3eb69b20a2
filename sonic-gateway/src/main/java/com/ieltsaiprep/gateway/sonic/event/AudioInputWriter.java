package com.ieltsaiprep.gateway.sonic.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import java.util.Base64;

/**
 * Writer of {@code audioInput} events. There are 31 a second for each conversation, so all but the
 * audio, which is the same for a whole stream, is encoded once.
 */
final class AudioInputWriter {
    private static final byte[] SUFFIX = "\"}}}".getBytes(UTF_8);
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private String promptName = "";
    private String contentName = "";
    private byte[] prefix = prefixOf(promptName, contentName);

    /** Scratch buffer: the JDK's vectorised encoder writes to the start of an array only. */
    private byte[] encoded = {};

    byte[] write(SonicInput.Audio frame) {
        if (!frame.contentName().equals(contentName) || !frame.promptName().equals(promptName)) {
            promptName = frame.promptName();
            contentName = frame.contentName();
            prefix = prefixOf(promptName, contentName);
        }
        int length = (frame.pcm().length + 2) / 3 * 4;
        if (encoded.length < length) {
            encoded = new byte[length];
        }
        BASE64.encode(frame.pcm(), encoded);
        byte[] event = new byte[prefix.length + length + SUFFIX.length];
        System.arraycopy(prefix, 0, event, 0, prefix.length);
        System.arraycopy(encoded, 0, event, prefix.length, length);
        System.arraycopy(SUFFIX, 0, event, prefix.length + length, SUFFIX.length);
        return event;
    }

    private static byte[] prefixOf(String promptName, String contentName) {
        JsonStringEncoder quote = JsonStringEncoder.getInstance();
        return "{\"event\":{\"audioInput\":{\"promptName\":\"%s\",\"contentName\":\"%s\",\"content\":\""
                .formatted(
                        new String(quote.quoteAsString(promptName)),
                        new String(quote.quoteAsString(contentName)))
                .getBytes(UTF_8);
    }
}
