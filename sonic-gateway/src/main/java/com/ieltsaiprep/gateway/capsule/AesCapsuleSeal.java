package com.ieltsaiprep.gateway.capsule;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Capsule seal with AES-256-GCM: encrypts and authenticates the conversation state from which a
 * client can resume, each capsule with a random nonce of its own. Thread-safe if its clock and its
 * random generator are.
 *
 * <p>A capsule that would exceed 65,000 characters loses the oldest messages of its history until
 * it fits and, if none are left, its notes.
 */
public final class AesCapsuleSeal implements CapsuleSeal {
    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final CapsuleKeys.Key sealingKey;
    private final Map<String, CapsuleKeys.Key> keysById;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Creates a capsule seal that encrypts with the first of {@code keys}, and decrypts with the
     * key whose id the capsule bears.
     *
     * @param keys keys that all gateways share
     * @param clock wall clock for the expiry of capsules; the nodes must agree within seconds
     * @param random source of the nonces; must be cryptographically strong
     */
    public AesCapsuleSeal(CapsuleKeys keys, InstantSource clock, RandomGenerator random) {
        this.sealingKey = keys.sealingKey();
        this.keysById =
                keys.keys().stream()
                        .collect(Collectors.toMap(CapsuleKeys.Key::id, Function.identity()));
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String seal(Capsule capsule) {
        Capsule rest = capsule;
        Optional<String> sealed = sealWhole(rest);
        while (sealed.isEmpty()) {
            rest = truncate(rest);
            sealed = sealWhole(rest);
        }
        return sealed.get();
    }

    private Optional<String> sealWhole(Capsule capsule) {
        byte[] json = CapsuleJson.write(capsule);
        if (json.length > CapsuleJson.MAX_BYTES) {
            return Optional.empty();
        }
        return Optional.of(encrypt(CapsuleJson.deflate(json)).text())
                .filter(text -> text.length() <= SealedCapsule.MAX_CHARACTERS);
    }

    private static Capsule truncate(Capsule capsule) {
        List<History.Message> history = capsule.history();
        if (!history.isEmpty()) {
            return copyWith(capsule, capsule.notes(), history.subList(1, history.size()));
        }
        if (!capsule.notes().isEmpty()) {
            return copyWith(capsule, "", history);
        }
        throw new IllegalArgumentException("ids above the size limit of a capsule");
    }

    private static Capsule copyWith(Capsule capsule, String notes, List<History.Message> history) {
        return new Capsule(
                capsule.userId(),
                capsule.sessionId(),
                capsule.generation(),
                capsule.owner(),
                capsule.counter(),
                capsule.state(),
                capsule.elapsedMs(),
                capsule.epoch(),
                capsule.repliesEnded(),
                capsule.replyOwed(),
                capsule.interviewFinished(),
                notes,
                history);
    }

    private SealedCapsule encrypt(byte[] plaintext) {
        long expiresAt = clock.instant().plus(LIFETIME).getEpochSecond();
        byte[] nonce = new byte[SealedCapsule.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] header = SealedCapsule.header(sealingKey.id(), expiresAt, nonce);
        try {
            byte[] ciphertext =
                    cipher(Cipher.ENCRYPT_MODE, sealingKey.secret(), nonce, header)
                            .doFinal(plaintext);
            return new SealedCapsule(sealingKey.id(), expiresAt, nonce, ciphertext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-256-GCM", e);
        }
    }

    @Override
    public OpenResult open(String sealed, String userId, String sessionId) {
        return SealedCapsule.read(sealed)
                .map(parts -> open(parts, userId, sessionId))
                .orElseGet(() -> new Refused(RefusalReason.ALTERED));
    }

    private OpenResult open(SealedCapsule sealed, String userId, String sessionId) {
        CapsuleKeys.Key key = keysById.get(sealed.keyId());
        if (key == null) {
            return new Refused(RefusalReason.UNKNOWN_KEY);
        }
        Capsule capsule;
        try {
            capsule = CapsuleJson.read(decrypt(sealed, key.secret()));
        } catch (GeneralSecurityException | IOException _) {
            return new Refused(RefusalReason.ALTERED);
        }
        if (clock.instant().getEpochSecond() >= sealed.expiresAt()) {
            return new Refused(RefusalReason.EXPIRED);
        }
        if (!capsule.userId().equals(userId)) {
            return new Refused(RefusalReason.OF_ANOTHER_USER);
        }
        return capsule.sessionId().equals(sessionId)
                ? new Valid(capsule)
                : new Refused(RefusalReason.OF_ANOTHER_SESSION);
    }

    private static byte[] decrypt(SealedCapsule sealed, SecretKey key)
            throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, key, sealed.nonce(), sealed.header())
                .doFinal(sealed.ciphertext());
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] header)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(AES_GCM);
        cipher.init(mode, key, new GCMParameterSpec(SealedCapsule.TAG_BYTES * 8, nonce));
        cipher.updateAAD(header);
        return cipher;
    }
}
