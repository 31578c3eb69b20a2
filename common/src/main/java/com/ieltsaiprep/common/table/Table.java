package com.ieltsaiprep.common.table;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * A DynamoDB global table. All keys are strings; all tables are billed on demand, have a stream of
 * new and old images, point-in-time recovery, and forget items at the time in {@link #EXPIRES_AT}.
 */
public enum Table {
    /** Accounts, e-mail addresses, codes; written in the home region. */
    USERS("user_id", null, null),
    /** Written assessments; written where they are made. */
    ASSESSMENTS("user_id", "assessment_id", null),
    /** Sessions, written in the region that issued them, and counters of limits. */
    SESSIONS("session_id", null, "user_id"),
    /** Sign-ins by QR code; written in the region that made them. */
    QR_TOKENS("token_id", null, null),
    /** Entitlements, attempts, purchases; written in the home region. */
    PURCHASES("user_id", "entry_id", null);

    /**
     * The attribute with the time, s since 1970, after which DynamoDB may delete an item. It takes
     * up to days, so readers look at it too.
     */
    public static final String EXPIRES_AT = "expires_at";

    private final String hashKey;
    private final @Nullable String rangeKey;
    private final @Nullable String indexed;

    Table(String hashKey, @Nullable String rangeKey, @Nullable String indexed) {
        this.hashKey = hashKey;
        this.rangeKey = rangeKey;
        this.indexed = indexed;
    }

    /** The name of the hash key. */
    public String hashKey() {
        return hashKey;
    }

    /** The name of the range key, or null if there is none. */
    public @Nullable String rangeKey() {
        return rangeKey;
    }

    /**
     * The attribute with a global secondary index of its own, which projects everything; null if
     * there is none.
     */
    public @Nullable String indexed() {
        return indexed;
    }

    /** The name of the index of an attribute. */
    public static String index(String attribute) {
        return attribute + "-index";
    }

    /** The variable with the table's name, such as {@code DYNAMODB_QR_TOKENS_TABLE}. */
    public String variable() {
        return "DYNAMODB_" + name() + "_TABLE";
    }

    /** The table's name in a stage, such as {@code ielts-genai-prep-qr-tokens-prod}. */
    public String name(String stage) {
        return "ielts-genai-prep-"
                + name().toLowerCase(Locale.ROOT).replace('_', '-')
                + "-"
                + stage;
    }
}
