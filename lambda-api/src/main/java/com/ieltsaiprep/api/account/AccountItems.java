package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.common.table.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accounts and logins as items of the table of users. */
public final class AccountItems {
    /** Only a live account has it: what is left of a deleted one has not. */
    static final String ALIVE = "attribute_exists(email)";

    static final String KEY = Table.USERS.hashKey();
    static final String EMAIL = "email";
    static final String NAME = "name";
    static final String CONSENTS = "consents";
    static final String SESSIONS_VALID_AFTER = "sessions_valid_after";
    static final String DELETED_AT = "deleted_at";
    static final String OWNER = "owner_id";
    static final String PASSWORD_HASH = "password_hash";

    private static final String AGE_CONFIRMED_AT = "age_confirmed_at";
    private static final String CREATED_AT = "created_at";
    private static final String TERMS_VERSION = "terms_version";
    private static final String CONSENTED_AT = "consented_at";

    private AccountItems() {}

    static Map<String, AttributeValue> key(String userId) {
        return Map.of(KEY, Attributes.text(userId));
    }

    static Map<String, AttributeValue> key(EmailAddress email) {
        return Map.of(KEY, Attributes.text("email#" + email.text()));
    }

    /** Of a person's codes to set a new password. */
    public static Map<String, AttributeValue> codesKey(String userId) {
        return Map.of(KEY, Attributes.text("code#reset#" + userId));
    }

    static Map<String, AttributeValue> of(Account account) {
        Map<String, AttributeValue> item = new HashMap<>(key(account.userId()));
        item.put(EMAIL, Attributes.text(account.email().text()));
        putName(item, account.name());
        item.put(AGE_CONFIRMED_AT, Attributes.millis(account.ageConfirmedAt()));
        item.put(CONSENTS, list(account.consents()));
        item.put(CREATED_AT, Attributes.millis(account.createdAt()));
        item.put(SESSIONS_VALID_AFTER, Attributes.millis(account.sessionsValidAfter()));
        return item;
    }

    static Account account(Map<String, AttributeValue> item) {
        return new Account(
                Attributes.text(item, KEY),
                new EmailAddress(Attributes.text(item, EMAIL)),
                Attributes.maybeText(item, NAME).orElse(null),
                Attributes.millis(item, AGE_CONFIRMED_AT),
                Attributes.of(item, CONSENTS).l().stream()
                        .map(consent -> consent(consent.m()))
                        .toList(),
                Attributes.millis(item, CREATED_AT),
                Attributes.millis(item, SESSIONS_VALID_AFTER));
    }

    /** What is left of a deleted account. */
    static Map<String, AttributeValue> tombstone(String userId, Instant at) {
        return Map.of(KEY, Attributes.text(userId), DELETED_AT, Attributes.millis(at));
    }

    static boolean isTombstone(Map<String, AttributeValue> item) {
        return item.containsKey(DELETED_AT);
    }

    static Map<String, AttributeValue> of(StoredCredentials credentials) {
        Map<String, AttributeValue> item = new HashMap<>(key(credentials.email()));
        item.put(OWNER, Attributes.text(credentials.userId()));
        item.put(PASSWORD_HASH, Attributes.text(credentials.passwordHash()));
        return item;
    }

    static StoredCredentials credentials(EmailAddress email, Map<String, AttributeValue> item) {
        return new StoredCredentials(
                email, Attributes.text(item, OWNER), Attributes.text(item, PASSWORD_HASH));
    }

    static AttributeValue list(List<Consent> consents) {
        return AttributeValue.fromL(
                consents.stream().map(AccountItems::of).map(AttributeValue::fromM).toList());
    }

    static Map<String, AttributeValue> of(Consent consent) {
        return Map.of(
                TERMS_VERSION, Attributes.text(consent.termsVersion()),
                CONSENTED_AT, Attributes.millis(consent.at()));
    }

    static Consent consent(Map<String, AttributeValue> item) {
        return new Consent(
                Attributes.text(item, TERMS_VERSION), Attributes.millis(item, CONSENTED_AT));
    }

    static void putName(Map<String, AttributeValue> item, @Nullable String name) {
        if (name != null) {
            item.put(NAME, Attributes.text(name));
        }
    }
}
