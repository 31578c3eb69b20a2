package com.ieltsaiprep.api.platform.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id with 19 MiB, two passes and one lane, the minimum that OWASP recommends. Passwords are
 * compared in Unicode's form NFKC, so that it does not matter how a keyboard composes a character.
 * A hash is a PHC string: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * <p>Salts are made and hashes compared here: the library's own way to both reads its configuration
 * file and warns if there is none. The library is loaded at the first password.
 */
final class Argon2Passwords implements Passwords {
    private static final Effort EFFORT = new Effort(19_456, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final byte[] DUMMY_SALT = new byte[SALT_BYTES];

    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)"
                            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final RandomGenerator random;

    Argon2Passwords(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return EFFORT.phc(salt, EFFORT.hash(password, salt, HASH_BYTES));
    }

    @Override
    public boolean matches(String password, @Nullable String hash) {
        if (hash == null) {
            EFFORT.hash(password, DUMMY_SALT, HASH_BYTES);
            return false;
        }
        Matcher phc = parse(hash);
        byte[] salt = Base64.getDecoder().decode(phc.group(4));
        byte[] stored = Base64.getDecoder().decode(phc.group(5));
        return MessageDigest.isEqual(stored, effort(phc).hash(password, salt, stored.length));
    }

    @Override
    public boolean isOutdated(String hash) {
        return !effort(parse(hash)).equals(EFFORT);
    }

    private static Matcher parse(String hash) {
        Matcher phc = PHC.matcher(hash);
        if (!phc.matches()) {
            throw new IllegalStateException("a stored password is no Argon2id hash");
        }
        return phc;
    }

    private static Effort effort(Matcher phc) {
        return new Effort(number(phc, 1), number(phc, 2), number(phc, 3));
    }

    private static int number(Matcher phc, int group) {
        return Integer.parseInt(phc.group(group));
    }

    /**
     * Cost parameters of a hash.
     *
     * @param memory KiB
     * @param passes over the memory
     * @param lanes the parallelism
     */
    private record Effort(int memory, int passes, int lanes) {
        private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

        Argon2Function function(int length) {
            return Argon2Function.getInstance(memory, passes, lanes, length, Argon2.ID);
        }

        byte[] hash(String password, byte[] salt, int length) {
            String composed = Normalizer.normalize(password, Form.NFKC);
            return function(length)
                    .hash(composed.getBytes(StandardCharsets.UTF_8), salt)
                    .getBytes();
        }

        String phc(byte[] salt, byte[] hash) {
            return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                    .formatted(
                            memory,
                            passes,
                            lanes,
                            BASE64.encodeToString(salt),
                            BASE64.encodeToString(hash));
        }
    }
}
