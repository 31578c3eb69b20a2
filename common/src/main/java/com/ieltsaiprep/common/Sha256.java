package com.ieltsaiprep.common;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 hash function for texts such as tokens, which are stored only as hashes. */
public final class Sha256 {
    private Sha256() {}

    /** Returns the SHA-256 hash of a text in UTF-8, as 64 lower-case hexadecimal digits. */
    public static String hex(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
