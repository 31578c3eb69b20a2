package com.ieltsaiprep.gateway.capsule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Sealed capsule in its parts. Binary layout: version 1, length of the key's id, the id, expiry (s
 * since 1970, 8 bytes), nonce (12 bytes), ciphertext with its tag. All bytes before the ciphertext
 * are its additional authenticated data.
 *
 * @param expiresAt s since 1970; it is expired from then on
 */
record SealedCapsule(String keyId, long expiresAt, byte[] nonce, byte[] ciphertext) {
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    /** Longest text, characters of base64url. */
    static final int MAX_CHARACTERS = 65_000;

    private static final byte VERSION = 1;
    private static final int MIN_BYTES = 2 + Long.BYTES + NONCE_BYTES + TAG_BYTES;

    /** Parses the text form; empty if it is malformed. */
    static Optional<SealedCapsule> read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return read(ByteBuffer.wrap(bytes)).filter(it -> it.text().equals(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<SealedCapsule> read(ByteBuffer bytes) {
        if (bytes.remaining() < MIN_BYTES || bytes.get() != VERSION) {
            return Optional.empty();
        }
        byte[] keyId = new byte[bytes.get() & 0xFF];
        if (bytes.capacity() < MIN_BYTES + keyId.length) {
            return Optional.empty();
        }
        bytes.get(keyId);
        long expiresAt = bytes.getLong();
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] ciphertext = new byte[bytes.remaining()];
        bytes.get(ciphertext);
        String id = new String(keyId, StandardCharsets.ISO_8859_1);
        return Optional.of(new SealedCapsule(id, expiresAt, nonce, ciphertext));
    }

    /** Returns the bytes that are authenticated and not encrypted. */
    static byte[] header(String keyId, long expiresAt, byte[] nonce) {
        byte[] id = keyId.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(2 + id.length + Long.BYTES + nonce.length)
                .put(VERSION)
                .put((byte) id.length)
                .put(id)
                .putLong(expiresAt)
                .put(nonce)
                .array();
    }

    byte[] header() {
        return header(keyId, expiresAt, nonce);
    }

    /** Returns the text form that the client holds: base64url without padding. */
    String text() {
        byte[] header = header();
        byte[] bytes = Arrays.copyOf(header, header.length + ciphertext.length);
        System.arraycopy(ciphertext, 0, bytes, header.length, ciphertext.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
