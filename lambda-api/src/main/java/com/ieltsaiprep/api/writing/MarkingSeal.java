package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.common.marking.MarkingState;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seal of markings that are handed over: compresses and encrypts their state (AES-256-GCM), bound
 * to what it belongs to. A sealed state is the id of its secret, a dot, and nonce and ciphertext in
 * Base64.
 */
final class MarkingSeal {
    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_STATE_BYTES = 8 * 1_024 * 1_024;

    private final MarkingSecrets secrets;
    private final RandomGenerator random;

    /**
     * Creates a seal.
     *
     * @param random source of the nonces; must be cryptographically strong
     */
    MarkingSeal(MarkingSecrets secrets, RandomGenerator random) {
        this.secrets = secrets;
        this.random = random;
    }

    /**
     * Seals the state of a marking.
     *
     * @param context what it belongs to; opening takes the same
     */
    String seal(MarkingState state, String context) {
        MarkingSecret secret = secrets.newest();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext =
                    cipher(Cipher.ENCRYPT_MODE, secret, nonce, context)
                            .doFinal(compressed(state.toJson()));
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
            System.arraycopy(ciphertext, 0, all, NONCE_BYTES, ciphertext.length);
            return secret.id() + "." + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    /** Opens a sealed state; empty if it was sealed for something else, or with another secret. */
    Optional<MarkingState> open(String sealed, String context) {
        int dot = sealed.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : secrets.find(sealed.substring(0, dot))
                        .flatMap(secret -> open(secret, sealed.substring(dot + 1), context));
    }

    private static Optional<MarkingState> open(
            MarkingSecret secret, String base64, String context) {
        try {
            byte[] all = Base64.getDecoder().decode(base64);
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, secret, nonce, context)
                            .doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES));
            return Optional.of(MarkingState.parse(decompressed(plain)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, MarkingSecret secret, byte[] nonce, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(AES_GCM);
        cipher.init(mode, secret.sealKey(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static String decompressed(byte[] bytes) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readNBytes(MAX_STATE_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("not compressed", e);
        }
    }
}
