package com.ieltsaiprep.api.writing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Secret of the writing test, shared by all regions, with the keys that are derived from it (HKDF
 * with SHA-256, RFC 5869): one seals markings that are handed over, one hashes texts.
 *
 * @param id of the secret, by which a sealed marking names its key; reveals nothing of it
 */
record MarkingSecret(String id, SecretKey sealKey, SecretKey hashKey) {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;

    /**
     * Parses 32 bytes in Base64.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    static MarkingSecret parse(String base64) {
        byte[] secret = Base64.getDecoder().decode(base64);
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("not 32 bytes");
        }
        byte[] id = derive(secret, "id", "Generic", ID_BYTES).getEncoded();
        return new MarkingSecret(
                HexFormat.of().formatHex(id),
                derive(secret, "seal", "AES", BYTES),
                derive(secret, "text hash", "HmacSHA256", BYTES));
    }

    private static SecretKey derive(byte[] secret, String purpose, String algorithm, int length) {
        try {
            byte[] info = ("writing " + purpose).getBytes(StandardCharsets.US_ASCII);
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF", e);
        }
    }

    /** Returns the id only. */
    @Override
    public String toString() {
        return "MarkingSecret[" + id + "]";
    }
}
