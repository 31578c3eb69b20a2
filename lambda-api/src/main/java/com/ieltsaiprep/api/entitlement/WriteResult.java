package com.ieltsaiprep.api.entitlement;

/** Result of a conditional write of the ledger. */
public enum WriteResult {
    /** It was written. */
    DONE,
    /** Another writer has changed the entry since it was read. */
    CONFLICT,
    /** The account was deleted, and nothing is written for it any more. */
    NO_ACCOUNT
}
