package com.ieltsaiprep.api.session;

import java.time.Instant;

/**
 * What an access token stands for; kept under the token's hash.
 *
 * @param signedInAt when the sign-in began, to the millisecond
 * @param expiresAt to the second
 */
public record AccessGrant(String userId, FamilyId family, Instant signedInAt, Instant expiresAt) {
    Caller caller() {
        return new Caller(userId, family.toString());
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
