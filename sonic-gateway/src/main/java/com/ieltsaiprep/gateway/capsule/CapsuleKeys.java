package com.ieltsaiprep.gateway.capsule;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Capsule keys: AES-256 keys with which gateways encrypt and decrypt capsules, the conversation
 * state from which clients can resume. The first key encrypts, all of them decrypt. To replace a
 * key without interruption, append the new key on all nodes, then move it to the front, and remove
 * the old one once the last capsule that it encrypted has expired (30 min).
 *
 * @param keys at least one, with different ids
 */
public record CapsuleKeys(List<Key> keys) {
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORMAT =
            Pattern.compile("([A-Za-z0-9._-]{1,16}):([A-Za-z0-9+/]{43}=)");

    /**
     * Key for capsules, with the id by which a capsule names it.
     *
     * @param id 1 to 16 characters of ASCII; not a secret, part of each capsule
     * @param secret AES-256 key
     */
    public record Key(String id, SecretKey secret) {
        /** Returns the key's id without its secret, which must not appear in logs. */
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /**
     * Creates capsule keys from an immutable copy of {@code keys}.
     *
     * @throws IllegalArgumentException if there is no key, or if two keys have the same id
     */
    public CapsuleKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.stream().map(Key::id).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("no key, or two with the same id");
        }
    }

    /**
     * Parses capsule keys from a setting of the form {@code id:base64,id:base64}, in which each key
     * is 32 bytes in base64.
     *
     * @throws IllegalArgumentException if the text is malformed; the message quotes none of it
     */
    public static CapsuleKeys of(String text) {
        List<Key> keys = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher match = FORMAT.matcher(part.strip());
            if (!match.matches()) {
                throw new IllegalArgumentException("not an id and 32 bytes of base64");
            }
            keys.add(key(match.group(1), Base64.getDecoder().decode(match.group(2))));
        }
        return new CapsuleKeys(keys);
    }

    /**
     * Generates a single key with a random id and a random secret, for a node whose capsules no
     * other node needs to read.
     *
     * @param random source of the secret; must be cryptographically strong
     */
    public static CapsuleKeys random(RandomGenerator random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new CapsuleKeys(
                List.of(key("node-" + HexFormat.of().toHexDigits(random.nextInt()), secret)));
    }

    Key sealingKey() {
        return keys.getFirst();
    }

    private static Key key(String id, byte[] secret) {
        return new Key(id, new SecretKeySpec(secret, "AES"));
    }
}
