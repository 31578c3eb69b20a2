package com.ieltsaiprep.api.session;

import java.time.Instant;

/**
 * Access grant: the authorization behind an access token, stored under the token's hash.
 *
 * @param signedInAt when the session began, to the millisecond
 * @param expiresAt to the second
 */
record AccessGrant(String userId, FamilyId family, Instant signedInAt, Instant expiresAt) {
    Caller caller() {
        return new Caller(userId, family, signedInAt);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
