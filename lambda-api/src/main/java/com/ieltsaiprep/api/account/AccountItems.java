package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.common.table.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mapping of accounts, their credentials and the tombstones of deleted accounts to items of the
 * table of users, and conditional writes of these items for transactions of the home region.
 */
public final class AccountItems {
    /** DynamoDB condition that an account exists; a deleted account's tombstone fails it. */
    public static final String EXISTS = "attribute_exists(email)";

    /** Attribute with an account holder's name; a reserved word in DynamoDB expressions. */
    public static final String NAME = "name";

    /** Attribute with the wanted overall band of an account holder. */
    public static final String TARGET_BAND = "target_band";

    /** Attribute with the day of an account holder's official test. */
    public static final String TEST_DATE = "test_date";

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

    /** Returns the key of an account in the table of users. */
    public static Map<String, AttributeValue> key(String userId) {
        return Map.of(KEY, Attributes.text(userId));
    }

    /** Returns the key of the credentials of an e-mail address in the table of users. */
    public static Map<String, AttributeValue> key(EmailAddress email) {
        return Map.of(KEY, Attributes.text("email#" + email.text()));
    }

    /** Returns the key of an account's e-mailed password reset codes in the table of users. */
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
        targetBand(account.goal()).ifPresent(band -> item.put(TARGET_BAND, band));
        testDate(account.goal()).ifPresent(day -> item.put(TEST_DATE, day));
        return item;
    }

    /** Converts an item of the table of users, which must not be a tombstone, to an account. */
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
                Attributes.millis(item, SESSIONS_VALID_AFTER),
                goal(item));
    }

    private static StudyGoal goal(Map<String, AttributeValue> item) {
        return new StudyGoal(
                Optional.ofNullable(item.get(TARGET_BAND))
                        .map(band -> Double.valueOf(band.n()))
                        .orElse(null),
                Attributes.maybeText(item, TEST_DATE).map(LocalDate::parse).orElse(null));
    }

    /** Converts the target band of a study goal to an attribute; empty if there is none. */
    public static Optional<AttributeValue> targetBand(StudyGoal goal) {
        return Optional.ofNullable(goal.targetBand())
                .map(band -> AttributeValue.fromN(band.toString()));
    }

    /** Converts the test date of a study goal to an attribute; empty if there is none. */
    public static Optional<AttributeValue> testDate(StudyGoal goal) {
        return Optional.ofNullable(goal.testDate()).map(day -> Attributes.text(day.toString()));
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

    /** Returns whether an item of the table of users is a deleted account's tombstone. */
    public static boolean isTombstone(Map<String, AttributeValue> item) {
        return item.containsKey(DELETED_AT);
    }

    static Map<String, AttributeValue> of(StoredCredentials credentials) {
        Map<String, AttributeValue> item = new HashMap<>(key(credentials.email()));
        putCredentials(item, credentials);
        return item;
    }

    /** Adds the account's id and the password's hash to an item of the table of users. */
    public static void putCredentials(
            Map<String, AttributeValue> item, StoredCredentials credentials) {
        item.put(OWNER, Attributes.text(credentials.userId()));
        item.put(PASSWORD_HASH, Attributes.text(credentials.passwordHash()));
    }

    /** Converts an item of the table of users to the credentials of an e-mail address. */
    public static StoredCredentials credentials(
            EmailAddress email, Map<String, AttributeValue> item) {
        return new StoredCredentials(
                email, Attributes.text(item, OWNER), Attributes.text(item, PASSWORD_HASH));
    }

    /** Converts consents to the terms of service to a DynamoDB list, in the same order. */
    public static AttributeValue consents(List<Consent> consents) {
        return AttributeValue.fromL(
                consents.stream().map(AccountItems::of).map(AttributeValue::fromM).toList());
    }

    /** Converts a consent to DynamoDB attributes: the version of the terms, and the time in ms. */
    public static Map<String, AttributeValue> of(Consent consent) {
        return Map.of(
                TERMS_VERSION, Attributes.text(consent.termsVersion()),
                CONSENTED_AT, Attributes.millis(consent.at()));
    }

    /** Converts DynamoDB attributes with a version of the terms and a time to a consent. */
    public static Consent consent(Map<String, AttributeValue> item) {
        return new Consent(
                Attributes.text(item, TERMS_VERSION), Attributes.millis(item, CONSENTED_AT));
    }

    /** Adds the name of an account holder to an item; does nothing if the name is null. */
    public static void putName(Map<String, AttributeValue> item, @Nullable String name) {
        if (name != null) {
            item.put(NAME, Attributes.text(name));
        }
    }

    /** Returns a write that creates an account's item, on the condition that its id is new. */
    public static ItemWrite create(Account account) {
        return ItemWrite.put(of(account)).onlyIf(NOT_TAKEN);
    }

    /** Returns a write that stores credentials if their e-mail address has none yet. */
    public static ItemWrite claimEmail(StoredCredentials credentials) {
        return ItemWrite.put(of(credentials)).onlyIf(NOT_TAKEN);
    }

    /**
     * Returns a write that replaces the password's hash, on the condition that the stored
     * credentials are still the given ones, with the same account and password.
     */
    public static ItemWrite changePassword(StoredCredentials credentials, String hash) {
        return ItemWrite.update(key(credentials.email()), "SET password_hash = :after")
                .onlyIf("owner_id = :owner AND password_hash = :before")
                .with(":owner", Attributes.text(credentials.userId()))
                .with(":before", Attributes.text(credentials.passwordHash()))
                .with(":after", Attributes.text(hash));
    }

    /**
     * Returns a write that revokes the sessions of an account that began before {@code time}, on
     * the condition that the account exists and that no later time is set.
     */
    public static ItemWrite revokeSessionsBefore(String userId, Instant time) {
        return ItemWrite.update(key(userId), "SET sessions_valid_after = :time")
                .onlyIf(EXISTS + " AND sessions_valid_after < :time")
                .with(":time", Attributes.millis(time));
    }

    /** Returns a write that replaces an account by its tombstone, if the account still exists. */
    public static ItemWrite delete(Account account, Instant at) {
        return ItemWrite.put(tombstone(account.userId(), at)).onlyIf(EXISTS);
    }

    /** Returns a write that deletes credentials if they still belong to the account. */
    public static ItemWrite releaseEmail(Account account) {
        return ItemWrite.delete(key(account.email()))
                .onlyIf("owner_id = :owner")
                .with(":owner", Attributes.text(account.userId()));
    }
}
