package com.ieltsaiprep.common.table;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * DynamoDB global table of the product. All keys are strings; all tables are billed on demand, have
 * a stream of new and old images, point-in-time recovery, and a TTL in the attribute {@link
 * #EXPIRES_AT}.
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
     * Attribute with the time to live of an item in all tables: the time, s since 1970, after which
     * DynamoDB may delete the item. Deletion can take days, so readers check the time too.
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

    /** Returns the name of the attribute that is the table's hash key, such as {@code user_id}. */
    public String hashKey() {
        return hashKey;
    }

    /**
     * Returns the name of the attribute that is the table's range key; null if the table has no
     * range key.
     */
    public @Nullable String rangeKey() {
        return rangeKey;
    }

    /**
     * Returns the name of the attribute on which the table has a global secondary index; null if
     * the table has no index. The index contains all attributes of the items.
     */
    public @Nullable String indexedAttribute() {
        return indexedAttribute;
    }

    /**
     * Returns the name of the global secondary index on an attribute, such as {@code
     * user_id-index}.
     */
    public static String index(String attribute) {
        return attribute + "-index";
    }

    /**
     * Returns the name of the environment variable that sets the table's name, such as {@code
     * DYNAMODB_QR_TOKENS_TABLE}.
     */
    public String variable() {
        return "DYNAMODB_" + name() + "_TABLE";
    }

    /**
     * Returns the table's default name in a deployment stage, such as {@code
     * ielts-genai-prep-qr-tokens-prod}.
     */
    public String name(String stage) {
        return "ielts-genai-prep-"
                + name().toLowerCase(Locale.ROOT).replace('_', '-')
                + "-"
                + stage;
    }
}
