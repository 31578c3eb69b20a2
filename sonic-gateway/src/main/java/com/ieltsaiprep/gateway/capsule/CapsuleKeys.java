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
 * Capsule keys: the first seals, all of them open. For key rotation without interruption, append
 * the new key everywhere, then move it to the front, and remove the old one once the last capsule
 * under it has expired.
 *
 * @param keys at least one, with different ids
 */
public record CapsuleKeys(List<Key> keys) {
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORMAT =
            Pattern.compile("([A-Za-z0-9._-]{1,16}):([A-Za-z0-9+/]{43}=)");

    /**
     * Capsule key.
     *
     * @param id 1 to 16 characters of ASCII; part of each capsule
     * @param secret AES-256 key
     */
    public record Key(String id, SecretKey secret) {
        /** Returns the id only, to keep the secret out of logs. */
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /** Checks that there is at least one key, and that ids are unique. */
    public CapsuleKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.stream().map(Key::id).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("no key, or two with the same id");
        }
    }

    /**
     * Parses {@code id:base64,id:base64}, with 32 bytes to each.
     *
     * @throws IllegalArgumentException if the text is malformed; its message has none of it
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
     * Creates a single key with a random id and secret.
     *
     * @param random must be cryptographically strong
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
