package com.ieltsaiprep.api.entitlement;

/** Result of a conditional write to the ledger, which holds an account's attempts and grants. */
public enum WriteResult {
    /** The entries were written. */
    DONE,
    /** Lost race: the entry was changed since it was read. */
    CONFLICT,
    /** The account was deleted, and nothing is written for it any more. */
    NO_ACCOUNT
}
