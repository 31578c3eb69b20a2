package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Json;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Keyed hashes (HMAC-SHA-256) of submitted tests, which prove that texts sent later are the same.
 * Without the key, what was written cannot be found by guessing.
 */
final class TextHashes {
    private static final String HMAC = "HmacSHA256";

    private final MarkingSecrets secrets;

    TextHashes(MarkingSecrets secrets) {
        this.secrets = secrets;
    }

    String hash(SubmittedTest test) {
        return hash(test, secrets.newest().hashKey());
    }

    /** Returns whether a test has the texts of which a hash was made, with any of the secrets. */
    boolean matches(String hash, SubmittedTest test) {
        List<String> hashes =
                secrets.all().stream().map(secret -> hash(test, secret.hashKey())).toList();
        return TokenGenerator.matchesAny(hashes, hash);
    }

    private static String hash(SubmittedTest test, SecretKey key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] text = Json.write(test.canonical()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC", e);
        }
    }
}
