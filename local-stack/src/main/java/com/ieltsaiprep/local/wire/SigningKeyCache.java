package com.ieltsaiprep.local.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Derives the keys that sign, and keeps them: one takes four hashes more than a signature, and is
 * the same for a whole day. Safe for all threads.
 */
final class SigningKeyCache {
    /** Whoever asks may name any scope. */
    private static final int MOST = 100;

    private final Credentials credentials;
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    SigningKeyCache(Credentials credentials) {
        this.credentials = credentials;
    }

    /** For a scope {@code yyyyMMdd/region/service/aws4_request}. */
    byte[] of(String scope) {
        if (keys.size() >= MOST) {
            keys.clear();
        }
        return keys.computeIfAbsent(scope, it -> Hashes.signingKey(credentials, it));
    }
}
