package com.ieltsaiprep.api.registration;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.platform.secret.EmailedCode;
import com.ieltsaiprep.api.platform.secret.EmailedCodes;
import com.ieltsaiprep.api.registration.Registration.Waiting;

import java.time.Instant;
import java.util.Optional;

/** Registrations, at home, by the hashes of their secrets. */
public interface RegistrationStore {
    /** Keeps a new one. */
    void put(Waiting registration);

    /** What is kept, expired or not. */
    Optional<Registration> find(String key);

    /**
     * Keeps another code, and begins the tries anew.
     *
     * @return whether it was done; otherwise none waits there any more
     */
    boolean add(String key, EmailedCode code);

    /**
     * Counts a try of a code, whatever comes of it.
     *
     * @return empty if there is none, it has expired, or was tried {@link EmailedCodes#TRIES} times
     *     before
     */
    Optional<Registration> attempt(String key, Instant now);

    /**
     * Makes the account, and forgets all of the registration but its codes.
     *
     * @param keptUntil for how long to know that it was confirmed
     * @return whether it was done; otherwise the address has an account, or this was confirmed
     */
    boolean confirm(Waiting registration, Account account, Instant keptUntil);
}
