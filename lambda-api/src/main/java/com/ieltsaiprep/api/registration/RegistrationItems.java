package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.secret.EmailedCodeItems;
import com.ieltsaiprep.api.registration.Registration.Confirmed;
import com.ieltsaiprep.api.registration.Registration.Waiting;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;

/** Registrations as items of the table of users. */
public final class RegistrationItems {
    /** Only one that is not confirmed has it. */
    public static final String WAITS = "attribute_exists(password_hash)";

    /** All that is personal. {@code #name}: a word of the language. */
    public static final String FORGET =
            "REMOVE wanted_email, owner_id, password_hash, #name, terms_version, consented_at";

    private static final String PREFIX = "registration#";

    /** Not {@code email}, by which an account is known to be alive. */
    private static final String WANTED_EMAIL = "wanted_email";

    private RegistrationItems() {}

    public static Map<String, AttributeValue> key(String key) {
        return Map.of(AccountItems.KEY, Attributes.text(PREFIX + key));
    }

    static Map<String, AttributeValue> of(Waiting registration) {
        StoredCredentials credentials = registration.credentials();
        Map<String, AttributeValue> item = new HashMap<>(key(registration.key()));
        item.put(WANTED_EMAIL, Attributes.text(credentials.email().text()));
        item.put(AccountItems.OWNER, Attributes.text(credentials.userId()));
        item.put(AccountItems.PASSWORD_HASH, Attributes.text(credentials.passwordHash()));
        AccountItems.putName(item, registration.name());
        item.putAll(AccountItems.of(registration.consent()));
        EmailedCodeItems.put(item, registration.codes());
        item.put(Table.EXPIRES_AT, Attributes.seconds(registration.expiresAt()));
        return item;
    }

    static Registration registration(Map<String, AttributeValue> item) {
        if (!item.containsKey(AccountItems.PASSWORD_HASH)) {
            return new Confirmed(EmailedCodeItems.codes(item));
        }
        Consent consent = AccountItems.consent(item);
        return new Waiting(
                Attributes.text(item, AccountItems.KEY).substring(PREFIX.length()),
                new StoredCredentials(
                        new EmailAddress(Attributes.text(item, WANTED_EMAIL)),
                        Attributes.text(item, AccountItems.OWNER),
                        Attributes.text(item, AccountItems.PASSWORD_HASH)),
                Attributes.maybeText(item, AccountItems.NAME).orElse(null),
                consent,
                EmailedCodeItems.codes(item),
                Attributes.seconds(item, Table.EXPIRES_AT));
    }
}
