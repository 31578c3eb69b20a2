package com.ieltsaiprep.api.entitlement;

/** Result of a conditional write of the ledger. */
public enum WriteResult {
    /** Written. */
    DONE,
    /** Lost race: the entry was changed since it was read. */
    CONFLICT,
    /** The account was deleted, and nothing is written for it any more. */
    NO_ACCOUNT
}
