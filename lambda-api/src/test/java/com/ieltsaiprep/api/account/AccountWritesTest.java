package com.ieltsaiprep.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.profile.ProfileChange;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.List;

final class AccountWritesTest {
    private static final Consent OLD = new Consent("2026-11-01", Instant.EPOCH);
    private static final Consent NEW = new Consent("2026-12-01", Instant.EPOCH);

    private final Account account =
            new Account(
                    "user",
                    new EmailAddress("an@example.com"),
                    null,
                    Instant.EPOCH,
                    List.of(OLD, OLD),
                    Instant.EPOCH,
                    Instant.EPOCH);

    @Test
    void addsAConsentOnlyToAsManyAsAreKnown() {
        UpdateItemRequest update = change(new ProfileChange("An", NEW));

        assertThat(update.conditionExpression())
                .isEqualTo("attribute_exists(email) AND size(consents) = :known");
        assertThat(update.expressionAttributeValues().get(":known"))
                .isEqualTo(Attributes.number(2));
    }

    @Test
    void changesANameWhateverElseWasChanged() {
        assertThat(change(new ProfileChange("An", null)).conditionExpression())
                .isEqualTo("attribute_exists(email)");
        assertThat(change(new ProfileChange("", null)).updateExpression().strip())
                .isEqualTo("REMOVE #name");
    }

    private UpdateItemRequest change(ProfileChange change) {
        UpdateItemRequest.Builder update = UpdateItemRequest.builder();
        new AccountWrites("users").change(update, account, change);
        return update.build();
    }
}
