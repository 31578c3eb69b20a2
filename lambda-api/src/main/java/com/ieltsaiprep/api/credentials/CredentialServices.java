package com.ieltsaiprep.api.credentials;

import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.api.platform.mail.EmailSender;
import com.ieltsaiprep.api.platform.password.Passwords;
import com.ieltsaiprep.api.session.ProfileView;
import com.ieltsaiprep.api.session.Sessions;

/**
 * Services that the credentials' routes share.
 *
 * @param passwords hashes and verifies passwords
 */
public record CredentialServices(
        RegionalDynamo dynamo,
        Passwords passwords,
        EmailSender emailSender,
        Sessions sessions,
        ProfileView profiles,
        OperationalEvents events) {
    DynamoAccounts accounts() {
        return new DynamoAccounts(dynamo);
    }

    DynamoCredentials credentials() {
        return new DynamoCredentials(dynamo);
    }
}
