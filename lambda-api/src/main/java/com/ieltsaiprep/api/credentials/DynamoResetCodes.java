package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.secret.EmailedCodeItems;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.common.table.Table;

import java.time.Instant;
import java.util.List;

/** Store of password reset codes in the home region's table of users. */
final class DynamoResetCodes {
    private final RegionalDynamo dynamo;

    DynamoResetCodes(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    private DynamoTable users() {
        return dynamo.home(Table.USERS);
    }

    /** Adds a code of an account that is sent now, and resets the count of guesses. */
    void add(String userId, OneTimeCode code, Instant now) {
        users().write(
                        EmailedCodeItems.add(
                                        AccountItems.resetCodesKey(userId),
                                        code,
                                        now,
                                        ", expires_at = :end")
                                .with(
                                        ":end",
                                        Attributes.seconds(
                                                now.plus(EmailedCodes.LIFETIME).plusSeconds(1))));
    }

    /**
     * Counts a guess, whatever comes of it.
     *
     * @return the account's codes; none if there are none, or their guesses are used up
     */
    EmailedCodes countGuess(String userId, Instant now) {
        return users().update(EmailedCodeItems.countGuess(AccountItems.resetCodesKey(userId), now))
                .map(EmailedCodeItems::codes)
                .orElseGet(() -> new EmailedCodes(List.of()));
    }

    /** Deletes all codes of an account, on the condition that one of them has this hash. */
    static ItemWrite use(String userId, String codeHash) {
        return ItemWrite.delete(AccountItems.resetCodesKey(userId))
                .onlyIf(EmailedCodeItems.HAS_CODE)
                .with(":hash", Attributes.text(codeHash));
    }
}
