package com.ieltsaiprep.infra.data;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * DynamoDB table of the product, with its keys; the same as {@code Table} in common, of which this
 * program, which must build alone, is independent. All keys are strings.
 */
public enum ProductTable {
    /** Accounts, e-mail addresses, codes. */
    USERS("user_id", null, null),
    /** Written assessments. */
    ASSESSMENTS("user_id", "assessment_id", null),
    /** Sessions and rate-limit counters. */
    SESSIONS("session_id", null, "user_id"),
    /** QR sign-ins. */
    QR_TOKENS("token_id", null, null),
    /** Entitlements, attempts, purchases. */
    PURCHASES("user_id", "entry_id", null);

    /** Attribute with the time to live of an item, s since 1970. */
    public static final String EXPIRES_AT = "expires_at";

    private final String hashKey;
    private final @Nullable String rangeKey;
    private final @Nullable String indexedAttribute;

    ProductTable(String hashKey, @Nullable String rangeKey, @Nullable String indexedAttribute) {
        this.hashKey = hashKey;
        this.rangeKey = rangeKey;
        this.indexedAttribute = indexedAttribute;
    }

    /** Returns the table's part of resource names, such as {@code qr-tokens}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the environment variable with the table's name. */
    public String variable() {
        return "DYNAMODB_" + name() + "_TABLE";
    }

    /** Returns the attribute that is the hash key. */
    public String hashKey() {
        return hashKey;
    }

    /** Returns the attribute that is the range key; null if there is none. */
    public @Nullable String rangeKey() {
        return rangeKey;
    }

    /** Returns the attribute with a global secondary index; null if there is no index. */
    public @Nullable String indexedAttribute() {
        return indexedAttribute;
    }

    /** Returns the name of the index; null if there is none. */
    public @Nullable String index() {
        return indexedAttribute == null ? null : indexedAttribute + "-index";
    }
}
