package com.ieltsaiprep.common.table;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * DynamoDB global table. All keys are strings; all tables are billed on demand, have a stream of
 * new and old images, point-in-time recovery, and a TTL in {@link #EXPIRES_AT}.
 */
public enum Table {
    /** Accounts, email addresses, codes; written in the home region. */
    USERS("user_id", null, null),
    /** Written assessments; written in the region that created them. */
    ASSESSMENTS("user_id", "assessment_id", null),
    /** Sessions, written in the region that issued them, and rate-limit counters. */
    SESSIONS("session_id", null, "user_id"),
    /** QR sign-ins; written in the region that created them. */
    QR_TOKENS("token_id", null, null),
    /** Entitlements, attempts, purchases; written in the home region. */
    PURCHASES("user_id", "entry_id", null);

    /**
     * TTL attribute: the time, s since 1970, after which DynamoDB may delete an item. That can take
     * days, so readers check it too.
     */
    public static final String EXPIRES_AT = "expires_at";

    private final String hashKey;
    private final @Nullable String rangeKey;
    private final @Nullable String indexedAttribute;

    Table(String hashKey, @Nullable String rangeKey, @Nullable String indexedAttribute) {
        this.hashKey = hashKey;
        this.rangeKey = rangeKey;
        this.indexedAttribute = indexedAttribute;
    }

    /** Returns the attribute of the hash key. */
    public String hashKey() {
        return hashKey;
    }

    /** Returns the attribute of the range key, or null if there is none. */
    public @Nullable String rangeKey() {
        return rangeKey;
    }

    /**
     * Returns the attribute with a global secondary index, which projects everything; null if there
     * is none.
     */
    public @Nullable String indexedAttribute() {
        return indexedAttribute;
    }

    /** Returns the name of the global secondary index of an attribute. */
    public static String index(String attribute) {
        return attribute + "-index";
    }

    /** Returns the environment variable with the name, such as {@code DYNAMODB_QR_TOKENS_TABLE}. */
    public String variable() {
        return "DYNAMODB_" + name() + "_TABLE";
    }

    /** Returns the name in a stage, such as {@code ielts-genai-prep-qr-tokens-prod}. */
    public String name(String stage) {
        return "ielts-genai-prep-"
                + name().toLowerCase(Locale.ROOT).replace('_', '-')
                + "-"
                + stage;
    }
}
