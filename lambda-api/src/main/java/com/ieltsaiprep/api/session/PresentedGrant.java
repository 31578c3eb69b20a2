package com.ieltsaiprep.api.session;

/**
 * Grant (user and session) of a request's access token, before its account was read.
 *
 * @param tokenHash of the access token
 * @param cached whether the account was read less than {@link RedisSessionCache#LIFETIME} ago, so
 *     that the grant counts as valid
 */
public record PresentedGrant(AccessGrant grant, String tokenHash, boolean cached) {
    /** Returns the id of the user to whom the access token was issued. */
    public String userId() {
        return grant.userId();
    }

    /** Returns the token family for logs, without the token's hash. */
    @Override
    public String toString() {
        return "PresentedGrant[" + grant.family() + "]";
    }
}
