package com.ieltsaiprep.api.session;

/**
 * Grant of a request's access token, before its account was read.
 *
 * @param cached whether the account was read less than {@link RedisSessionCache#LIFETIME} ago, so
 *     that the grant counts as valid
 */
public record PresentedGrant(AccessGrant grant, String tokenHash, boolean cached) {
    /** Returns the id of the user. */
    public String userId() {
        return grant.userId();
    }

    /** Omits the hash. */
    @Override
    public String toString() {
        return "PresentedGrant[" + grant.family() + "]";
    }
}
