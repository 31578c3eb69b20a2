package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.common.table.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Item mapping of accounts, their tombstones and their credentials in the table of users, and their
 * conditional writes for transactions of the home region.
 */
public final class AccountItems {
    /** The condition that an account exists; its tombstone does not meet it. */
    public static final String EXISTS = "attribute_exists(email)";

    /** The attribute with an account holder's name; a reserved word of expressions. */
    public static final String NAME = "name";

    static final String KEY = Table.USERS.hashKey();

    private static final String NOT_TAKEN = "attribute_not_exists(" + KEY + ")";
    private static final String EMAIL = "email";
    private static final String CONSENTS = "consents";
    private static final String SESSIONS_VALID_AFTER = "sessions_valid_after";
    private static final String DELETED_AT = "deleted_at";
    private static final String OWNER = "owner_id";
    private static final String PASSWORD_HASH = "password_hash";
    private static final String AGE_CONFIRMED_AT = "age_confirmed_at";
    private static final String CREATED_AT = "created_at";
    private static final String TERMS_VERSION = "terms_version";
    private static final String CONSENTED_AT = "consented_at";

    private AccountItems() {}

    /** Returns the key of an account. */
    public static Map<String, AttributeValue> key(String userId) {
        return Map.of(KEY, Attributes.text(userId));
    }

    /** Returns the key of the credentials of an e-mail address. */
    public static Map<String, AttributeValue> key(EmailAddress email) {
        return Map.of(KEY, Attributes.text("email#" + email.text()));
    }

    /** Returns the key of an account's password reset codes. */
    public static Map<String, AttributeValue> resetCodesKey(String userId) {
        return Map.of(KEY, Attributes.text("code#reset#" + userId));
    }

    static Map<String, AttributeValue> of(Account account) {
        Map<String, AttributeValue> item = new HashMap<>(key(account.userId()));
        item.put(EMAIL, Attributes.text(account.email().text()));
        putName(item, account.name());
        item.put(AGE_CONFIRMED_AT, Attributes.millis(account.ageConfirmedAt()));
        item.put(CONSENTS, consents(account.consents()));
        item.put(CREATED_AT, Attributes.millis(account.createdAt()));
        item.put(SESSIONS_VALID_AFTER, Attributes.millis(account.sessionsValidAfter()));
        return item;
    }

    /** Reads an account that is not a tombstone. */
    public static Account account(Map<String, AttributeValue> item) {
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

    static SessionValidity validity(Map<String, AttributeValue> item) {
        return isTombstone(item)
                ? new SessionValidity(true, Instant.EPOCH)
                : account(item).sessionValidity();
    }

    /** Creates the tombstone of a deleted account: its id and the time of its deletion. */
    static Map<String, AttributeValue> tombstone(String userId, Instant at) {
        return Map.of(KEY, Attributes.text(userId), DELETED_AT, Attributes.millis(at));
    }

    /** Returns whether an account was deleted. */
    public static boolean isTombstone(Map<String, AttributeValue> item) {
        return item.containsKey(DELETED_AT);
    }

    static Map<String, AttributeValue> of(StoredCredentials credentials) {
        Map<String, AttributeValue> item = new HashMap<>(key(credentials.email()));
        putCredentials(item, credentials);
        return item;
    }

    /** Puts the owner and the password's hash into an item. */
    public static void putCredentials(
            Map<String, AttributeValue> item, StoredCredentials credentials) {
        item.put(OWNER, Attributes.text(credentials.userId()));
        item.put(PASSWORD_HASH, Attributes.text(credentials.passwordHash()));
    }

    /** Reads the owner and the password's hash of an item. */
    public static StoredCredentials credentials(
            EmailAddress email, Map<String, AttributeValue> item) {
        return new StoredCredentials(
                email, Attributes.text(item, OWNER), Attributes.text(item, PASSWORD_HASH));
    }

    /** Writes a list of consents. */
    public static AttributeValue consents(List<Consent> consents) {
        return AttributeValue.fromL(
                consents.stream().map(AccountItems::of).map(AttributeValue::fromM).toList());
    }

    /** Writes the attributes of a consent. */
    public static Map<String, AttributeValue> of(Consent consent) {
        return Map.of(
                TERMS_VERSION, Attributes.text(consent.termsVersion()),
                CONSENTED_AT, Attributes.millis(consent.at()));
    }

    /** Reads the attributes of a consent. */
    public static Consent consent(Map<String, AttributeValue> item) {
        return new Consent(
                Attributes.text(item, TERMS_VERSION), Attributes.millis(item, CONSENTED_AT));
    }

    /** Puts a name into an item, if there is one. */
    public static void putName(Map<String, AttributeValue> item, @Nullable String name) {
        if (name != null) {
            item.put(NAME, Attributes.text(name));
        }
    }

    /** Creates an account, on the condition that its id is new. */
    public static ItemWrite create(Account account) {
        return ItemWrite.put(of(account)).onlyIf(NOT_TAKEN);
    }

    /** Stores the credentials of an e-mail address, on the condition that it has no account. */
    public static ItemWrite claimEmail(StoredCredentials credentials) {
        return ItemWrite.put(of(credentials)).onlyIf(NOT_TAKEN);
    }

    /**
     * Replaces a password's hash, on the condition that neither the password was changed nor the
     * address given to another account.
     */
    public static ItemWrite changePassword(StoredCredentials credentials, String hash) {
        return ItemWrite.update(key(credentials.email()), "SET password_hash = :after")
                .onlyIf("owner_id = :owner AND password_hash = :before")
                .with(":owner", Attributes.text(credentials.userId()))
                .with(":before", Attributes.text(credentials.passwordHash()))
                .with(":after", Attributes.text(hash));
    }

    /** Revokes all sessions that began before a time, on the condition that the account exists. */
    public static ItemWrite revokeSessionsBefore(String userId, Instant time) {
        return ItemWrite.update(key(userId), "SET sessions_valid_after = :time")
                .onlyIf(EXISTS)
                .with(":time", Attributes.millis(time));
    }

    /** Does the same, on the condition that no later time is set. */
    static ItemWrite revokeSessionsOnceBefore(String userId, Instant time) {
        return revokeSessionsBefore(userId, time)
                .onlyIf(EXISTS + " AND sessions_valid_after < :time");
    }

    /** Replaces an account by its tombstone, on the condition that it exists. */
    public static ItemWrite delete(Account account, Instant at) {
        return ItemWrite.put(tombstone(account.userId(), at)).onlyIf(EXISTS);
    }

    /** Deletes an account's credentials, on the condition that the address is still its own. */
    public static ItemWrite releaseEmail(Account account) {
        return ItemWrite.delete(key(account.email()))
                .onlyIf("owner_id = :owner")
                .with(":owner", Attributes.text(account.userId()));
    }
}
