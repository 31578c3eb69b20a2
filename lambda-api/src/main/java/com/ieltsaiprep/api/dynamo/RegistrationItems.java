package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.Login;
import com.ieltsaiprep.api.account.Registration;
import com.ieltsaiprep.api.account.Registration.Confirmed;
import com.ieltsaiprep.api.account.Registration.Waiting;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;

/** Registrations as items of the table of users. */
final class RegistrationItems {
    /** Only one that is not confirmed has it. */
    static final String WAITS = "attribute_exists(password_hash)";

    /** All that is personal. {@code #name}: a word of the language. */
    static final String FORGET =
            "REMOVE wanted_email, owner_id, password_hash, #name, terms_version, consented_at";

    private static final String PREFIX = "registration#";

    /** Not {@code email}, by which an account is known to be alive. */
    private static final String WANTED_EMAIL = "wanted_email";

    private RegistrationItems() {}

    static Map<String, AttributeValue> key(String key) {
        return Map.of(UserItems.KEY, Attributes.text(PREFIX + key));
    }

    static Map<String, AttributeValue> of(Waiting registration) {
        Login login = registration.login();
        Map<String, AttributeValue> item = new HashMap<>(key(registration.key()));
        item.put(WANTED_EMAIL, Attributes.text(login.email().text()));
        item.put(UserItems.OWNER, Attributes.text(login.userId()));
        item.put(UserItems.PASSWORD_HASH, Attributes.text(login.passwordHash()));
        UserItems.putName(item, registration.name());
        item.putAll(UserItems.of(registration.consent()));
        CodeItems.put(item, registration.codes());
        item.put(Table.EXPIRES_AT, Attributes.seconds(registration.expiresAt()));
        return item;
    }

    static Registration registration(Map<String, AttributeValue> item) {
        if (!item.containsKey(UserItems.PASSWORD_HASH)) {
            return new Confirmed(CodeItems.codes(item));
        }
        Consent consent = UserItems.consent(item);
        return new Waiting(
                Attributes.text(item, UserItems.KEY).substring(PREFIX.length()),
                new Login(
                        new EmailAddress(Attributes.text(item, WANTED_EMAIL)),
                        Attributes.text(item, UserItems.OWNER),
                        Attributes.text(item, UserItems.PASSWORD_HASH)),
                Attributes.maybeText(item, UserItems.NAME).orElse(null),
                consent,
                CodeItems.codes(item),
                Attributes.seconds(item, Table.EXPIRES_AT));
    }
}
