package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.secret.EmailedCodeItems;
import com.ieltsaiprep.api.registration.Registration.Confirmed;
import com.ieltsaiprep.api.registration.Registration.Pending;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Item mapping of registrations in the table of users. */
final class RegistrationItems {
    /** The condition that a registration is not confirmed yet. */
    static final String PENDING = "attribute_exists(password_hash)";

    private static final String KEY = Table.USERS.hashKey();
    private static final String PREFIX = "registration#";

    /** Not {@code email}, the attribute that tells an account from its tombstone. */
    private static final String WANTED_EMAIL = "wanted_email";

    private RegistrationItems() {}

    static Map<String, AttributeValue> key(String key) {
        return Map.of(KEY, Attributes.text(PREFIX + key));
    }

    static Map<String, AttributeValue> of(Pending registration) {
        StoredCredentials credentials = registration.credentials();
        Map<String, AttributeValue> item = new HashMap<>(key(registration.key()));
        item.put(WANTED_EMAIL, Attributes.text(credentials.email().text()));
        AccountItems.putCredentials(item, credentials);
        AccountItems.putName(item, registration.name());
        item.putAll(AccountItems.of(registration.consent()));
        EmailedCodeItems.put(item, registration.codes());
        item.put(Table.EXPIRES_AT, Attributes.seconds(registration.expiresAt()));
        return item;
    }

    static Registration registration(Map<String, AttributeValue> item) {
        if (!item.containsKey("password_hash")) {
            return new Confirmed(EmailedCodeItems.codes(item));
        }
        return new Pending(
                Attributes.text(item, KEY).substring(PREFIX.length()),
                AccountItems.credentials(
                        new EmailAddress(Attributes.text(item, WANTED_EMAIL)), item),
                Attributes.maybeText(item, AccountItems.NAME).orElse(null),
                AccountItems.consent(item),
                EmailedCodeItems.codes(item),
                Attributes.seconds(item, Table.EXPIRES_AT));
    }

    /** Removes all personal data of a registration, on the condition that it is pending. */
    static ItemWrite confirm(String key, Instant keptUntil) {
        return ItemWrite.update(
                        key(key),
                        "REMOVE wanted_email, owner_id, password_hash, #name, terms_version,"
                                + " consented_at SET expires_at = :end")
                .onlyIf(PENDING)
                .named("#name", AccountItems.NAME)
                .with(":end", Attributes.seconds(keptUntil));
    }
}
