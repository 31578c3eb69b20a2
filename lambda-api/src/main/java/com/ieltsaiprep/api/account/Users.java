package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.profile.ProfileChange;

import java.time.Instant;
import java.util.Optional;

/**
 * The accounts. They are written and, unless it says otherwise, read at home, where everything was
 * seen that was written before.
 */
public interface Users {
    /** By what the person with an address signs in. */
    Optional<StoredCredentials> credentials(EmailAddress email);

    /** A person's account; empty if there is none, or no longer. */
    Optional<Account> account(String userId);

    /** The same as it is known in the own region, maybe some seconds old; at home if it is not. */
    Optional<Account> nearby(String userId);

    /**
     * Changes a profile.
     *
     * @param account as it was when the change was made up
     * @return the account as it is now; empty if there is none, or if the change has a consent and
     *     another was added since
     */
    Optional<Account> change(Account account, ProfileChange change);

    /**
     * Sets another password, and voids all sign-ins before.
     *
     * @param login as it was when the person showed the old password
     * @return whether it was done; otherwise the password was changed since
     */
    boolean changePassword(StoredCredentials credentials, String passwordHash, Instant at);

    /**
     * The same for somebody who has shown a code instead, which then is used up with all others.
     *
     * @param codeHash of the code
     * @return whether it was done; otherwise the code was used since
     */
    boolean resetPassword(
            StoredCredentials credentials, String passwordHash, Instant at, String codeHash);

    /** Keeps another hash of the same password, if it is still the same. */
    void rehash(StoredCredentials credentials, String passwordHash);

    /**
     * Frees the address, and leaves nothing of the account but the time of its end, so that nobody
     * writes for it any more. Does nothing if there is none.
     */
    void delete(Account account, Instant at);
}
