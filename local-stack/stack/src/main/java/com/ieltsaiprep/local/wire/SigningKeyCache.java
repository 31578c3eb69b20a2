package com.ieltsaiprep.local.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signing key cache: derives signing keys and keeps them, because each takes four hashes and is
 * valid for a day. Thread-safe.
 */
final class SigningKeyCache {
    /** Bounds the cache, because a client may name any scope. */
    private static final int MAX_KEYS = 100;

    private final Credentials credentials;
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    SigningKeyCache(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Returns the key of a scope {@code yyyyMMdd/region/service/aws4_request}. */
    byte[] get(String scope) {
        if (keys.size() >= MAX_KEYS) {
            keys.clear();
        }
        return keys.computeIfAbsent(scope, it -> Hashes.signingKey(credentials, it));
    }
}
