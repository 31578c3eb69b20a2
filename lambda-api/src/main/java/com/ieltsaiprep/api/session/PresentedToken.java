package com.ieltsaiprep.api.session;

import com.ieltsaiprep.common.Region;

/**
 * An access token as somebody shows it.
 *
 * @param issuer the region that issued it
 * @param hash of the token
 * @param network from which it was shown
 */
public record PresentedToken(Region issuer, String hash, String network) {
    /** Without the network. */
    @Override
    public String toString() {
        return "AccessKey[" + issuer.code() + "]";
    }
}
