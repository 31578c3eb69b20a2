package com.ieltsaiprep.api.session;

import com.ieltsaiprep.common.Region;

/**
 * Access token as a request presents it.
 *
 * @param issuer the region that issued it
 * @param hash of the token
 * @param network of the request
 */
record PresentedToken(Region issuer, String hash, String network) {
    /** Returns the region that issued the access token, for logs, without hash and network. */
    @Override
    public String toString() {
        return "PresentedToken[" + issuer.code() + "]";
    }
}
