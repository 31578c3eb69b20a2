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
 * The keys of capsules: the first seals, all of them open. To change the key without a conversation
 * noticing, a new one is put at the end everywhere, then moved to the front, and the old one is
 * taken out once the last capsule under it has expired.
 *
 * @param keys at least one, with different ids
 */
public record CapsuleKeys(List<Key> keys) {
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,16}):([A-Za-z0-9+/]{43}=)");

    /**
     * One key.
     *
     * @param id 1 to 16 characters of ASCII; stands in each capsule
     * @param secret of AES-256
     */
    public record Key(String id, SecretKey secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /** Checks that there is one, and that no two have the same id. */
    public CapsuleKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.stream().map(Key::id).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("no key, or two with the same id");
        }
    }

    /**
     * Reads {@code id:base64,id:base64}, with 32 bytes to each.
     *
     * @throws IllegalArgumentException if the text is anything else; its message has none of it
     */
    public static CapsuleKeys of(String text) {
        List<Key> keys = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher form = FORM.matcher(part.strip());
            if (!form.matches()) {
                throw new IllegalArgumentException("not an id and 32 bytes of base64");
            }
            keys.add(key(form.group(1), Base64.getDecoder().decode(form.group(2))));
        }
        return new CapsuleKeys(keys);
    }

    /**
     * One key that nobody else has, nor its id.
     *
     * @param random must be cryptographically strong
     */
    public static CapsuleKeys random(RandomGenerator random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new CapsuleKeys(
                List.of(key("node-" + HexFormat.of().toHexDigits(random.nextInt()), secret)));
    }

    /** The key that seals. */
    Key first() {
        return keys.getFirst();
    }

    private static Key key(String id, byte[] secret) {
        return new Key(id, new SecretKeySpec(secret, "AES"));
    }
}
