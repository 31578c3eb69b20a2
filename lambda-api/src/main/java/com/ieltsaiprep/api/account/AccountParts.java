package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.mail.Mail;
import com.ieltsaiprep.api.password.Passwords;

import java.util.List;

/**
 * What the accounts work with.
 *
 * @param holdings all that is held of people besides their accounts and sign-ins
 */
public record AccountParts(
        Stores stores,
        Passwords passwords,
        Mail mail,
        Tokens tokens,
        List<Holding> holdings,
        Leftovers leftovers) {
    /** What is kept of accounts, and of those that may become some. */
    public record Stores(Users users, RegistrationStore registrations, Codes codes) {}

    /** Copies the list. */
    public AccountParts {
        holdings = List.copyOf(holdings);
    }
}
