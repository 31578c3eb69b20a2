package com.ieltsaiprep.api.session;

/**
 * Grant (user and session) of a request's access token; the user's account was not read yet.
 *
 * @param tokenHash of the access token
 * @param cached whether the grant is from the session cache, that is, the account was read less
 *     than {@link RedisSessionCache#LIFETIME} ago; the grant then counts as valid
 */
public record PresentedGrant(AccessGrant grant, String tokenHash, boolean cached) {
    /** Returns the id of the user to whom the access token was issued. */
    public String userId() {
        return grant.userId();
    }

    /** Returns the id of the token family for logs, without the token's hash. */
    @Override
    public String toString() {
        return "PresentedGrant[" + grant.family() + "]";
    }
}
